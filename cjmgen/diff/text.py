"""Changes for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from cjmgen.analysis.change_words import Sayer
from cjmgen.analysis.told import Part, Told
from cjmgen.diff.saying import between
from cjmgen.history.names import Side


def text(sides: tuple[Side, Side], told: Told, sayer: Sayer) -> str:
    return "\n".join(_lines(sides, told, sayer)) + "\n"


def _lines(sides: tuple[Side, Side], told: Told, sayer: Sayer) -> Iterator[str]:
    yield between(sides, sayer)
    if not told.count:
        yield sayer.say("diff.nothing")
        return
    yield sayer.summary(told)
    for group in told.groups:
        yield ""
        yield f"{sayer.say(group.kind)}  {sayer.show(group.root.name)}"
        for part in group.parts:
            yield from _part(part, sayer)


def _part(part: Part, sayer: Sayer) -> Iterator[str]:
    head = "" if part.is_root else f"{sayer.say(part.kind)} “{sayer.show(part.name)}”: "
    for line in part.lines:
        yield f"  {sayer.sign(line)} {head}{sayer.what(line)}"
