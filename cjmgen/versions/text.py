"""Changes for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from cjmgen.versions.saying import Sayer
from cjmgen.views.diff import Diff, Part


def text(diff: Diff, sayer: Sayer) -> str:
    return "\n".join(_lines(diff, sayer)) + "\n"


def _lines(diff: Diff, sayer: Sayer) -> Iterator[str]:
    before, after = sayer.version(diff.before), sayer.version(diff.after)
    yield sayer.say("diff.between", before=before, after=after)
    if not diff.count:
        yield sayer.say("diff.nothing")
        return
    yield summary(diff, sayer)
    for group in diff.groups:
        yield ""
        yield f"{sayer.say(group.kind)}  {sayer.show(group.name)}"
        for part in group.parts:
            yield from _part(part, sayer)


def _part(part: Part, sayer: Sayer) -> Iterator[str]:
    head = "" if part.is_root else f"{sayer.say(part.kind)} “{sayer.show(part.name)}”: "
    for line in part.lines:
        yield f"  {sayer.sign(line)} {head}{sayer.what(line)}"


def summary(diff: Diff, sayer: Sayer) -> str:
    """How many changes, and how many of them point somewhere."""
    said = [sayer.say("diff.n-changes", n=diff.count)]
    said += [sayer.say(f"diff.n-{tone}", n=n) for tone, n in diff.tones]
    return ", ".join(said)
