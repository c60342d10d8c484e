"""Interface words of one language: look-up, values, plurals."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

from markupsafe import Markup, escape

from cjmgen.rendering.foreign_words import CLOSE, NAMED, OPEN, language_of
from cjmgen.rendering.words import locale_of

Words = Mapping[str, Any]

_GAP: Final = re.compile(r"\{([a-z_]+)\}")


@lru_cache(maxsize=32)
def _plural_rule(lang: str) -> Callable[[float], str]:
    return locale_of(lang).plural_form


def translator(words: Words, fallback: Words, lang: str, *, marked: bool = False) -> Callable[..., Markup]:
    """``t(key, **values)`` for templates.  A missing key shows itself: a gap is seen, not guessed.

    ``marked``: words in another language than ``lang`` stand between marks (see ``foreign_words``).
    """
    escaped: dict[tuple[str, str], Markup] = {}
    finished: dict[str, Markup] = {}
    """Words without values, which are most of a page's."""

    def t(key: str, **values: object) -> Markup:
        if not values and key in finished:
            return finished[key]
        said = say(key, values)
        if not values:
            finished[key] = said
        return said

    def say(key: str, values: Mapping[str, object]) -> Markup:
        found = words.get(key, fallback.get(key))
        form = ""
        foreign = language_of(found)
        if isinstance(found, Mapping):
            form = _plural_rule(foreign or lang)(values.get("n", 0))  # type: ignore[arg-type]
            found = found.get(form, found.get("other", key))
        text = escaped.get((key, form))
        if text is None:
            text = escaped[key, form] = escape(key if found is None else str(found))
        said = _filled(text, values) if values else text
        return Markup(f"{OPEN}{foreign}{NAMED}{said}{CLOSE}") if foreign and marked else said

    return t


def _filled(text: Markup, values: Mapping[str, object]) -> Markup:
    """Every ``{name}`` replaced at once: a value that holds ``{other}`` keeps it."""
    return Markup(_GAP.sub(lambda gap: str(escape(values[gap[1]])) if gap[1] in values else gap[0], text))


def missing(words: Mapping[str, Words], first: str) -> dict[str, tuple[str, ...]]:
    """Language -> keys it lacks, compared with ``first``."""
    return {lang: tuple(sorted(words[first].keys() - own.keys())) for lang, own in words.items() if lang != first}
