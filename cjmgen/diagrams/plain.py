"""An author's inline Markdown as the bare words a picture can carry.

Only what an inline text may hold is undone: code, links, emphasis and backslash
escapes.  It never fails; what is not Markdown stays as it is.
"""

from __future__ import annotations

import re

_CODE = re.compile(r"(`+)(.+?)\1")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]+)>")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])|(?<![\w_])_(?=[^\s_])(.+?)(?<=[^\s_])_(?![\w_])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HIDDEN = 0xE100
"""Start of a private range that hides escaped and quoted characters from the next steps."""


def plain_words(text: str) -> str:
    """The words of an inline Markdown text, on one line."""
    if not re.search(r"[\\`*_\[<]", text):
        return " ".join(text.split())
    text = _ESCAPED.sub(lambda found: _hide(found[1]), text)
    text = _CODE.sub(lambda found: _hide(found[2].strip()), text)
    text = _AUTOLINK.sub(lambda found: _hide(found[1]), text)
    text = _LINK.sub(r"\1", text)
    text = _STRONG.sub(r"\2", text)
    text = _EMPHASIS.sub(lambda found: found[1] or found[2], text)
    return " ".join(re.sub(r"[\ue100-\ue17f]", lambda found: chr(ord(found[0]) - _HIDDEN), text).split())


def _hide(text: str) -> str:
    return "".join(chr(_HIDDEN + ord(c)) if c.isascii() and not c.isalnum() and c != " " else c for c in text)
