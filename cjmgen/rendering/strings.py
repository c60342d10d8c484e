"""Interface words of one language: look-up, values, plurals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

Words = Mapping[str, Any]


@lru_cache(maxsize=32)
def _plural_rule(lang: str) -> Callable[[float], str]:
    from babel import Locale  # heavy; only builds with something to render need it

    return Locale.parse(lang.replace("-", "_")).plural_form


def translator(words: Words, fallback: Words, lang: str) -> Callable[..., Markup]:
    """``t(key, **values)`` for templates.  A missing key shows itself: a gap is seen, not guessed."""

    def t(key: str, **values: object) -> Markup:
        found = words.get(key, fallback.get(key))
        if found is None:
            return Markup(escape(key))
        if isinstance(found, Mapping):
            form = _plural_rule(lang)(values.get("n", 0))  # type: ignore[arg-type]
            found = found.get(form, found.get("other", key))
        text = escape(str(found))
        for name, value in values.items():
            text = text.replace("{" + name + "}", escape(value))
        return text

    return t


def missing(words: Mapping[str, Words], first: str) -> dict[str, tuple[str, ...]]:
    """Language -> keys it lacks, compared with ``first``."""
    return {lang: tuple(sorted(words[first].keys() - own.keys())) for lang, own in words.items() if lang != first}
