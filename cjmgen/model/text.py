"""Text written by an author.

A text is a plain ``str`` of inline Markdown in the language of the edition it is
part of.  Where that language has no translation the text is ``Foreign``: the same
string, knowing which language it is in, so that a page can mark it and say so.
"""

from __future__ import annotations


class Foreign(str):
    """Text in another language than the edition around it."""

    __slots__ = ("lang",)
    lang: str
    """BCP 47 tag of the language the text is really in."""

    def __new__(cls, text: str, lang: str) -> Foreign:
        made = super().__new__(cls, text)
        made.lang = lang
        return made

    def __reduce__(self) -> tuple[type[Foreign], tuple[str, str]]:
        return Foreign, (str(self), self.lang)

    def __eq__(self, other: object) -> bool:
        return str.__eq__(self, other) is True and getattr(other, "lang", None) == self.lang

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((str(self), self.lang))


def lang_of(text: str) -> str | None:
    """The language of a foreign text; ``None`` if it is in the edition's own."""
    return text.lang if isinstance(text, Foreign) else None


def as_foreign(text: str, lang: str | None) -> str:
    """The text, marked with a language unless that is the edition's own (``None``)."""
    return text if lang is None else Foreign(text, lang)
