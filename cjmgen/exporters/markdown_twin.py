"""Every journey as plain Markdown beside its page: for programs, and for pasting elsewhere.

The words are the author's without their markup; what the page shows as a curve or a mark stands
here as a number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final

from cjmgen.analysis.emotion import emotion_at, signed
from cjmgen.analysis.index import Atlas
from cjmgen.engine import Later
from cjmgen.exporters.base import Export, Exporter, Published, group_of
from cjmgen.markup.markdown import plain_text
from cjmgen.model import Journey, Stage, Step

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|~]|&(?=[#a-zA-Z]))")
_NUMBERED: Final = re.compile(r"^(\d+)([.)])")
_PARAGRAPH: Final = re.compile(r"\n\s*\n")


def twin_path(page: str) -> str:
    return page.removesuffix("index.html") + "index.md"


Line = tuple[str, ...]
"""Pieces of one line, in turn ours and an author's (markup and all); it begins with ours."""


def exports(published: Published) -> Iterable[Export]:
    for lang, atlas in published.atlases.items():
        twin = _Twin(atlas, partial(published.say, lang))
        for journey in atlas.site.journeys:
            path = published.path_of(lang, "journey", journey.id)
            lines = Later(partial(twin.lines, journey))
            # Beside the page: what was made of a text there need not be made again here.
            group = group_of(lang, "journey", journey.id)
            yield Export(path=twin_path(path), value=lines, write=write, group=group)


def write(lines: tuple[Line, ...]) -> bytes:
    return "".join(f"{_written(line)}\n" for line in lines).encode()


def _written(line: Line) -> str:
    pieces = [markdown_words(piece) if number % 2 else piece for number, piece in enumerate(line)]
    if not pieces[0] and len(pieces) > 1:
        pieces[1] = _harmless_start(pieces[1])
    return "".join(pieces)


def markdown_words(text: str) -> str:
    """An author's text as words on one line that mean nothing in Markdown."""
    return _SPECIAL.sub(r"\\\1", " ".join(plain_text(text).split()))


def _harmless_start(words: str) -> str:
    """At the beginning of a line a few signs more would mean something."""
    words = _NUMBERED.sub(r"\1\\\2", words)
    return f"\\{words}" if words[:1] in ("#", "+", "=", "-") else words


class _Twin:
    """Journeys of one edition, line by line."""

    def __init__(self, atlas: Atlas, say: Callable[[str], str]) -> None:
        self._atlas, self._say = atlas, say

    def lines(self, journey: Journey) -> tuple[Line, ...]:
        return tuple(self._journey(journey))

    def _journey(self, journey: Journey) -> Iterator[Line]:
        yield ("# ", journey.title)
        yield ("",)
        yield ("> ", journey.goal)
        yield ("",)
        yield from self._facts(journey)
        yield from _paragraphs(journey.body)
        for stage in journey.stages:
            yield from self._stage(journey, stage)

    def _facts(self, journey: Journey) -> Iterator[Line]:
        yield self._fact("list.personas", self._join(persona.name for persona in journey.personas))
        kinds = (self._say(f"state.{journey.state}"), self._say(f"status.{journey.status}"))
        yield (f"- {self._say('list.status')}: {self._join(kinds)}",)
        if journey.owner:
            yield self._fact("fact.owner", journey.owner)
        if journey.team:
            yield self._fact("fact.team", journey.team.name)
        if journey.reviewed:
            yield (f"- {self._say('fact.reviewed')}: {journey.reviewed.isoformat()}",)

    def _stage(self, journey: Journey, stage: Stage) -> Iterator[Line]:
        yield from (("",), ("## ", stage.name))
        if stage.goal:
            yield from (("",), (f"{self._say('map-grid.stage-goal')} ", stage.goal))
        yield from _paragraphs(stage.body)
        for step in stage.steps:
            yield from (("",), ("### ", step.name), ("",))
            yield from self._step(journey, step)

    def _step(self, journey: Journey, step: Step) -> Iterator[Line]:
        places = [place.name for place in (step.touchpoint, step.channel, step.device) if place]
        if places:
            yield self._fact("map-grid.lane-touchpoint", self._join(places))
        for lane, voices in (
            ("doing", step.doing), ("thinking", step.thinking), ("feeling", step.feeling), ("quote", step.quotes),
        ):  # fmt: skip
            for voice in voices:
                yield self._fact(f"map-grid.lane-{lane}", voice.translation or voice.text, voice.persona)
        for persona in journey.personas:
            emotion = emotion_at(journey, step, persona.id, self._atlas)[0]
            felt = self._say("theme.not-known") if emotion is None else signed(emotion)
            yield (f"- {self._say('map-grid.lane-emotion')}, ", persona.name, f": {felt}")
        if step.moment_of_truth:
            yield self._fact("theme.moment-of-truth", step.moment_of_truth.label)
        if step.expectation:
            yield self._fact("map-grid.expected", step.expectation)
        if step.actual:
            yield self._fact("map-grid.actual", step.actual)
        for pain in step.pains or ():
            severity = f" ({self._say(f'severity.{pain.severity}')})" if pain.severity else ""
            yield (*self._fact("map-grid.lane-pains", pain.text), severity)
        for gain in step.gains or ():
            yield self._fact("map-grid.lane-gains", gain.text)
        if step.opportunities:
            yield self._fact("map-grid.lane-opportunities", self._join(each.title for each in step.opportunities))
        if step.evidence:
            yield self._fact("map-grid.lane-evidence", self._join(each.title for each in step.evidence))

    def _fact(self, key: str, text: str, persona_id: str | None = None) -> Line:
        persona = self._atlas.persona(persona_id) if persona_id else None
        if persona is None:
            return (f"- {self._say(key)}: ", text)
        return (f"- {self._say(key)}, ", persona.name, ": ", text)

    def _join(self, texts: Iterable[str]) -> str:
        return self._say("list.comma").join(texts)


def _paragraphs(body: str) -> Iterator[Line]:
    for paragraph in _PARAGRAPH.split(body.strip()):
        if paragraph:
            yield from (("",), ("", paragraph))


EXPORTER = Exporter(name="markdown-twins", exports=exports)
