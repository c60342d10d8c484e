"""A journey's story in two pieces: the paragraph for the map's header, and the rest."""

from __future__ import annotations

from cjmgen.model import as_foreign, lang_of

NOT_A_PARAGRAPH = ("#", "-", "*", "+", ">", "|", "`", "    ", "![", "<", ":::")
"""How blocks begin that make no lead."""


def split_story(body: str) -> tuple[str | None, str]:
    """The first paragraph, or ``None`` if the story begins with something else; and what follows it."""
    text, lang = body.strip("\n"), lang_of(body)
    first, _, rest = text.partition("\n\n")
    if not first.strip() or (first.startswith(NOT_A_PARAGRAPH) and not first.startswith("**")):
        return None, as_foreign(text, lang)
    return as_foreign(" ".join(first.split()), lang), as_foreign(rest.strip("\n"), lang)
