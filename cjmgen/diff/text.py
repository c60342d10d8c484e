"""Changes for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from cjmgen.diff.saying import Sayer
from cjmgen.diff.told import Part, Told


def text(told: Told, sayer: Sayer) -> str:
    return "\n".join(_lines(told, sayer)) + "\n"


def _lines(told: Told, sayer: Sayer) -> Iterator[str]:
    before, after = sayer.side(told.before), sayer.side(told.after)
    yield sayer.say("diff.between", before=before, after=after)
    if not told.count:
        yield sayer.say("diff.nothing")
        return
    yield summary(told, sayer)
    for group in told.groups:
        yield ""
        yield f"{sayer.say(group.kind)}  {sayer.show(group.root.name)}"
        for part in group.parts:
            yield from _part(part, sayer)


def _part(part: Part, sayer: Sayer) -> Iterator[str]:
    head = "" if part.is_root else f"{sayer.say(part.kind)} “{sayer.show(part.name)}”: "
    for line in part.lines:
        yield f"  {sayer.sign(line)} {head}{sayer.what(line)}"


def summary(told: Told, sayer: Sayer) -> str:
    """How many changes, and how many of them point somewhere."""
    said = [sayer.say("diff.n-changes", n=told.count)]
    said += [sayer.say(f"diff.n-{tone}", n=n) for tone, n in told.tones]
    return ", ".join(said)
