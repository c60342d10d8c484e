"""Interface words in another language than their page: where a theme has none of its own.

Words that a language lacks are taken from the site's first language, else from English, and know it
(``Foreign``).  A word does not know whether it will stand in a text or in an attribute, so it is put
between marks, and the finished page is gone through once: in its text the marks become
``<span lang="en">``, where no element may stand they go.  Pages without such words pay nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from cjmgen.model import Foreign

OPEN, NAMED, CLOSE = "\ue0f0", "\ue0f1", "\ue0f2"
"""Of private use: no language has them.  A word stands as OPEN lang NAMED word CLOSE."""
_OPENING: Final = re.compile(f"{OPEN}([A-Za-z0-9-]+){NAMED}")
_ANY_MARK: Final = re.compile(f"{OPEN}[A-Za-z0-9-]+{NAMED}|{CLOSE}")
_PIECES: Final = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_PLAIN: Final = frozenset({"title", "script", "style", "option", "textarea", "svg"})
"""Elements that hold text but none of our elements."""


def completed(own: Mapping[str, Any], lang: str, others: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """All words of a language; those it lacks from ``others``, the first that has them, and marked as theirs."""
    found = dict(own)
    for other, words in others.items():
        if other != lang:
            for key, word in words.items():
                found.setdefault(key, _as_foreign(word, other))
    return found


def _as_foreign(word: Any, lang: str) -> Any:
    if isinstance(word, Mapping):
        return {form: _as_foreign(text, lang) for form, text in word.items()}
    return word if isinstance(word, Foreign) else Foreign(str(word), lang)


def language_of(word: Any) -> str | None:
    """Which language a word, or its plural forms, are really in; ``None``: the page's own."""
    if isinstance(word, Mapping):
        word = next(iter(word.values()), None)
    return word.lang if isinstance(word, Foreign) else None


def with_spans(page: str) -> str:
    """A finished page with its marks made into elements."""
    if OPEN not in page:
        return page
    pieces, plain = [], ""
    for piece in _PIECES.split(page):
        if piece.startswith("<") and piece.endswith(">"):
            name = re.match(r"</?([a-zA-Z]*)", piece)
            tag = name[1].lower() if name else ""
            if plain:
                plain = "" if piece.startswith(f"</{plain}") else plain
            elif tag in _PLAIN and not piece.startswith("</") and not piece.endswith("/>"):
                plain = tag
            pieces.append(_ANY_MARK.sub("", piece))
        elif plain:
            pieces.append(_ANY_MARK.sub("", piece))
        else:
            pieces.append(_OPENING.sub(r'<span lang="\1">', piece).replace(CLOSE, "</span>"))
    return "".join(pieces)
