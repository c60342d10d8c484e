"""A translation is older than its original.

Why it matters
    The original was changed after it was translated. Readers of the translation are told something
    else than readers of the original, and only the page's notice warns them.

What to do
    Compare the two, bring the translation up to date, and accept it: ``cjmgen translate accept`` with
    its path. It notes in ``translated_from`` what the original says now. Translations without that key
    are not tracked; ``cjmgen translate accept --all`` begins with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjmgen.analysis.index import Atlas
from cjmgen.diagnostics import Diagnostic, Related, Severity
from cjmgen.model import Translation
from cjmgen.rules.base import Rule

SHOWN = 3


def check(atlas: Atlas) -> Iterator[Diagnostic]:
    for translation in atlas.site.translations:
        if translation.is_outdated:
            yield Diagnostic(
                RULE.code,
                f"this translation is older than its original{_lacks(translation)}",
                translation.origin,
                severity=RULE.severity,
                hint=f"bring it up to date, then: cjmgen translate accept {translation.path}",
                related=(Related(translation.original, "the original is here"),),
            )


def _lacks(translation: Translation) -> str:
    """What is surely new: texts of the original that it does not have."""
    if not translation.missing:
        return ""
    more = len(translation.missing) - SHOWN
    said = ", ".join(f'"{key}"' for key in translation.missing[:SHOWN])
    return f" and lacks {said}{f' and {more} more' if more > 0 else ''}"


RULE = Rule(code="L306", name="outdated-translation", check=check, severity=Severity.WARNING)
