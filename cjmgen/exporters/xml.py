"""XML as text: what no author's words can break."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final

_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write."""


def element(tag: str, text: str = "", /, **attributes: str) -> str:
    """One element on one line."""
    written = "".join(f' {name}="{_escaped(value)}"' for name, value in attributes.items())
    return f"<{tag}{written}>{_escaped(text)}</{tag}>" if text else f"<{tag}{written}/>"


def xml_document(lines: Iterable[str]) -> bytes:
    return "\n".join(('<?xml version="1.0" encoding="utf-8"?>', *lines, "")).encode()


def _escaped(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text), quote=True)
