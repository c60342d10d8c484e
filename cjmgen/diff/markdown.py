"""Changes as a comment on a pull request: short, the worst and the best first, all else folded.

Authors' words are made plain: nothing of them becomes markup, names anybody, or refers to an issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cjmgen.analysis.change_words import Sayer
from cjmgen.analysis.told import Group, Line, Told
from cjmgen.diff.saying import between
from cjmgen.history.names import Side

MARK = "<!-- cjmgen diff -->"
"""First line: by it a pipeline finds the comment it made before."""
MOST_CHARACTERS = 50_000
"""GitHub refuses comments above 65,536."""
GROUP_LINES = 30

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&$:])")
_CALLS = re.compile(r"([@#])(?=\w)|(?<=\w)(/)(?=\w)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_JOINER = "\u2060"


def harmless(words: str) -> str:
    """Words that Markdown shows as they are."""
    plain = _CALLS.sub(lambda found: f"{found[0]}{_JOINER}", _CONTROL.sub(" ", words))
    return _MARKUP.sub(r"\\\1", plain)


def markdown(sides: tuple[Side, Side], told: Told, sayer: Sayer) -> str:
    out = list(_head(sides, told, sayer))
    length = sum(map(len, out))
    left = list(told.groups)
    while left and (made := _group(left[0], sayer)) and length + len(made) < MOST_CHARACTERS:
        out.append(made)
        length += len(made)
        left.pop(0)
    if left:
        out.append(sayer.say("told.more", n=sum(group.count for group in left)))
    return "\n".join(out) + "\n"


def _head(sides: tuple[Side, Side], told: Told, sayer: Sayer) -> Iterator[str]:
    yield MARK
    yield f"### {sayer.say('diff.title')}"
    yield ""
    yield between(sides, sayer, "**{}**".format)
    yield ""
    if not told.count:
        yield sayer.say("diff.nothing")
        return
    yield sayer.summary(told)
    yield ""
    if told.notable:
        yield f"| | {sayer.say('told.where')} | {sayer.say('told.what')} |"
        yield "|---|---|---|"
        for line in told.notable:
            tone = f"{sayer.sign(line)} {sayer.say(f'told.{line.tone}')}"
            yield f"| {tone} | {_where(line, sayer)} | {sayer.what(line)} |"
        yield ""
    if told.more:
        yield sayer.say("told.more", n=told.more)
        yield ""


def _where(line: Line, sayer: Sayer) -> str:
    first, *rest = map(sayer.show, line.where)
    return " › ".join((f"**{first}**", *rest))


def _group(group: Group, sayer: Sayer) -> str:
    head = f"{sayer.say(group.kind)} <b>{_html(group.root.name)}</b>: {sayer.say('told.n-changes', n=group.count)}"
    rows = [
        f"- {sayer.sign(line)} {'' if part.is_root else f'{sayer.show(part.name)}: '}{sayer.what(line)}"
        for part in group.parts
        for line in part.lines
    ]
    if len(rows) > GROUP_LINES:
        rows[GROUP_LINES:] = [f"- {sayer.say('told.more', n=len(rows) - GROUP_LINES)}"]
    return "\n".join((f"<details><summary>{head}</summary>", "", *rows, "", "</details>"))


def _html(words: str) -> str:
    """Inside an element of HTML, where a backslash is a backslash."""
    plain = _CALLS.sub(lambda found: f"{found[0]}{_JOINER}", _CONTROL.sub(" ", words))
    return "".join(f"&#{ord(c)};" if _MARKUP.match(c) else c for c in plain)
