"""A file's bytes -> its YAML and its Markdown, positions kept.

Line ends become ``\\n``, a byte-order mark goes; every offset counts characters of the
text that remains.  A file that begins with ``---`` has front matter: if that is never
closed it is a problem, never prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from cjmgen.markup.lines import Lines
from cjmgen.markup.yaml_text import CONTROL, YamlProblem

YAML_SUFFIXES: Final = (".yaml", ".yml")
_OPENING: Final = re.compile(r"\s*?^---[ \t]*$", re.MULTILINE)
_CLOSING: Final = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_NEARLY_CLOSING: Final = re.compile(r"^[ \t]*(?:[-–—]{1,10}|={3,})[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    text: str
    """The whole file, decoded, with ``\\n`` at line ends; "" if it cannot be."""
    yaml: str | None
    """``None`` if there is none or it cannot be told where it ends."""
    yaml_line: int = 0
    """How many lines stand before the YAML."""
    body: str = ""
    body_start: int = 0
    """How many characters stand before the body."""
    problems: tuple[YamlProblem, ...] = ()


def split(content: bytes, path: str) -> FrontMatter:
    """The parts of a file.  A ``.yaml`` file is YAML throughout; ``path`` is asked for nothing else."""
    try:
        text = normalise(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        return FrontMatter(text="", yaml=None, problems=(_not_utf8(content, error),))
    if (found := CONTROL.search(text)) is not None:
        return FrontMatter(text=text, yaml=None, problems=(_control_character(text, found.start()),))
    if path.endswith(YAML_SUFFIXES):
        return FrontMatter(text=text, yaml=text, body_start=len(text))
    opening = _OPENING.match(text)
    if opening is None:
        return FrontMatter(text=text, yaml=None, body=text)
    yaml_start = min(opening.end() + 1, len(text))
    closing = _CLOSING.search(text, yaml_start)
    if closing is None:
        return FrontMatter(text=text, yaml=None, body_start=len(text), problems=(_unclosed(text, opening.end()),))
    body_start = min(closing.end() + 1, len(text))
    return FrontMatter(
        text=text,
        yaml=text[yaml_start : closing.start()],
        yaml_line=text.count("\n", 0, yaml_start),
        body=text[body_start:],
        body_start=body_start,
    )


def normalise(text: str) -> str:
    """The text without a byte-order mark, every line ended by ``\\n``."""
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def text_of(content: bytes) -> str:
    """The text offsets and lines refer to, as far as it can be read: for showing excerpts."""
    return normalise(content.decode("utf-8", errors="replace"))


def _not_utf8(content: bytes, error: UnicodeDecodeError) -> YamlProblem:
    before = normalise(content[: error.start].decode("utf-8", errors="replace"))
    hint = "save the file as UTF-8"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        hint = "the file is UTF-16; save it as UTF-8"
    message = f"the file is not UTF-8: byte 0x{content[error.start]:02X} stands for no character"
    return _problem("S002", message, before + "?", len(before), hint)


def _control_character(text: str, at: int) -> YamlProblem:
    message = f"the file holds the control character U+{ord(text[at]):04X}"
    is_wide = text[at] == "\0" and text.count("\0") > len(text) // 4
    return _problem("S002", message, text, at, "save the file as UTF-8" if is_wide else "remove it")


def _unclosed(text: str, opening_end: int) -> YamlProblem:
    hint = 'end it with a line that holds only "---"'
    if (nearly := _NEARLY_CLOSING.search(text, opening_end + 1)) is not None:
        hint = f"{hint}; line {Lines(text).place(nearly.end())[0]} is nearly one"
    return _problem("S001", "the front matter is never closed", text, opening_end - 3, hint, width=3)


def _problem(code: str, message: str, text: str, at: int, hint: str, *, width: int = 1) -> YamlProblem:
    return YamlProblem(code=code, message=message, span=Lines(text).span(at, at + width), hint=hint)
