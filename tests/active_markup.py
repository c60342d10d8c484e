"""Does anything in a page run, load or style what nobody put there on purpose?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})
SELF_CLOSING = re.compile(r"/\s*>$")
FORBIDDEN = frozenset({"style", "iframe", "object", "embed", "base", "frame", "applet", "foreignobject"})
RUNS = re.compile(r"[\s\x00-\x20]*(\w*script|data|file|blob)\s*:", re.IGNORECASE)


@dataclass
class Found:
    """What is in a page that nobody put there on purpose."""

    wrong: list[str]
    text: list[str]


class MarkupReader(HTMLParser):
    """Every element is closed by its own end; none runs, loads or styles anything."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Found([], [])
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        for name, value in values.items():
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                self.found.wrong.append(f"<{tag} {name}>")
            if name in ("href", "src", "xlink:href", "action") and (
                RUNS.match(value) or (name in ("src", "action") and re.match(r"\s*(//|https?:)", value, re.IGNORECASE))
            ):
                self.found.wrong.append(f'<{tag} {name}="{value[:60]}">')
        is_script = tag == "script" and "theme/" not in values.get("src", "")
        if tag in FORBIDDEN or (is_script and values != {"type": "application/ld+json"}):
            self.found.wrong.append(f"<{tag}>")
        if tag == "meta" and values.get("http-equiv", "").lower() not in ("", "content-security-policy"):
            self.found.wrong.append(f"<meta {values}>")
        if tag not in VOID and not SELF_CLOSING.search(self.get_starttag_text() or ""):
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        opened = self._open.pop() if self._open else None
        if opened != tag:
            self.found.wrong.append(f"</{tag}> where <{opened}> is open")

    def handle_data(self, data: str) -> None:
        self.found.text.append(data)


def wrong_in(path: str, page: str) -> list[str]:
    """What is wrong in a page, said with its path."""
    reader = MarkupReader()
    reader.feed(page)
    reader.close()
    return [f"{path}: {wrong}" for wrong in reader.found.wrong]
