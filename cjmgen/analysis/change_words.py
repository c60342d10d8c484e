"""Changes in the words of a language: what a terminal, a comment and a feed have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cjmgen.analysis.emotion import MINUS, signed
from cjmgen.analysis.told import Line, Said, Told

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
    language: Callable[[str], str] = str
    """What a language calls itself."""
    amount: Callable[[float, str], str] | None = None
    """A number with its unit ("min", "pct"); ``None``: as it is."""

    def summary(self, told: Told) -> str:
        """How many changes, and how many of them point somewhere."""
        said = [self.say("told.n-changes", n=told.count)]
        said += [self.say(f"told.n-{tone}", n=n) for tone, n in told.tones]
        return ", ".join(said)

    def sign(self, line: Line) -> str:
        return TONES.get(line.tone) or SIGNS[line.kind]

    def line(self, line: Line) -> str:
        """Where, and what happened."""
        return f"{' › '.join(map(self.show, line.where))}: {self.what(line)}"

    def what(self, line: Line) -> str:
        """What happened, without where."""
        before, after = self.said(line.before), self.said(line.after)
        if line.kind in ("added", "removed"):
            return self.say(f"told.{line.kind}")
        if line.kind in ("moved", "placed", "renamed"):
            return self.say(f"told.{line.kind}", before=before, after=after)
        about = [self.say(line.field), self.said(line.item) if line.item else "", self.say(line.aspect)]
        head = " · ".join(part for part in about if part)
        if line.kind == "come":
            return f"{head}: {self.say('told.come')}: {after}"
        if line.kind == "gone":
            return f"{head}: {self.say('told.gone')}: {before}"
        return f"{head}: {before} → {after}"

    def said(self, said: Said | None) -> str:
        if said is None:
            return ""
        if said.word:
            return self.say(said.word)
        if said.language:
            return self.language(said.language)
        if said.emotion is not None:
            return signed(said.emotion) if said.emotion else "0.0"
        if said.number is not None and said.unit and self.amount is not None:
            return self.amount(said.number, said.unit)
        if said.number is not None:
            return f"{said.number:.10g}".replace("-", MINUS)
        return said.day.isoformat() if said.day else self.show(said.text)
