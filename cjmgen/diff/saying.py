"""Changes in the words of a language: what text and Markdown have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from cjmgen.diff.told import Line, Said
from cjmgen.history.names import Side
from cjmgen.rendering import find_theme
from cjmgen.rendering.strings import translator

MINUS = "\u2212"
Say = Callable[..., str]
TONES = {"lost": "!", "worse": "▼", "better": "▲"}
SIGNS = {
    "added": "+",
    "come": "+",
    "removed": MINUS,
    "gone": MINUS,
    "moved": ">",
    "placed": ">",
    "renamed": "~",
    "changed": "~",
}


@dataclass(frozen=True, slots=True)
class Sayer:
    say: Say
    """A key of the interface's words, and values, to plain words."""
    show: Callable[[str], str] = str
    """How an author's words are made harmless where they are shown."""

    def side(self, side: Side) -> str:
        key = f"diff.{side.kind}"
        return self.show(side.name) if side.kind == "named" else self.say(key, name=self.show(side.name))

    def sign(self, line: Line) -> str:
        return TONES.get(line.tone) or SIGNS[line.kind]

    def what(self, line: Line) -> str:
        """What happened, without where."""
        before, after = self.said(line.before), self.said(line.after)
        if line.kind in ("added", "removed"):
            return self.say(f"diff.{line.kind}")
        if line.kind in ("moved", "placed", "renamed"):
            return self.say(f"diff.{line.kind}", before=before, after=after)
        about = [self.say(line.field), self.said(line.item) if line.item else "", self.say(line.aspect)]
        head = " · ".join(part for part in about if part)
        if line.kind == "come":
            return f"{head}: {self.say('diff.come')}: {after}"
        if line.kind == "gone":
            return f"{head}: {self.say('diff.gone')}: {before}"
        return f"{head}: {before} → {after}"

    def said(self, said: Said | None) -> str:
        if said is None:
            return ""
        if said.word:
            return self.say(said.word)
        if said.emotion is not None:
            return f"{said.emotion:+.1f}".replace("-", MINUS) if said.emotion else "0.0"
        if said.number is not None:
            return f"{said.number:.10g}".replace("-", MINUS)
        return said.day.isoformat() if said.day else self.show(said.text)


def sayer_of(theme_name: str, root: Path, lang: str, show: Callable[[str], str]) -> Sayer:
    """In one of the site's languages, with the words of its theme where it has its own."""
    theme = find_theme(theme_name, root, {"diff": Path(str(files(__package__)))})
    words = theme.words((lang,))[lang]
    translate = translator(words, words, lang)

    def say(key: str, **values: object) -> str:
        return translate(key, **values).unescape() if key else ""

    return Sayer(say, show)
