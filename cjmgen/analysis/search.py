"""What can be searched for: the entries of a site, and the terms a text is found by.

A text is *folded* character by character (compatibility forms, accents and case fall away:
"Żółw" and "zolw" are one), then cut into terms: words, and for scripts that write no spaces
every two neighbouring characters, with the last one of a run by itself.  So every beginning
of a word finds it, and so does every stretch of a Chinese sentence.  The search script does
the same to what a reader types (``themes/default/assets/js/search.js``); a test holds both
to the same answers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Final

from cjmgen.model import (
    Channel,
    Claim,
    Device,
    Evidence,
    FreePage,
    Journey,
    Metric,
    Opportunity,
    Persona,
    Scope,
    Site,
    Solution,
    Stage,
    Step,
    System,
    Target,
    Team,
    Touchpoint,
    Voice,
    target_of,
)  # fmt: skip

LONGEST: Final = 40
"""Characters of a term that count."""
UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts without spaces between words: Thai to Khmer, kana, Han."""

_LETTERS: Final = {
    "ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "þ": "th", "ς": "σ",
}  # fmt: skip
"""Letters that Unicode does not take apart."""
_TERM: Final = re.compile(rf"[{UNSPACED}]+|[^\W_{UNSPACED}]+")
_IS_UNSPACED: Final = re.compile(rf"[{UNSPACED}]")

KINDS: Final = (
    "journey", "persona", "stage", "step", "opportunity", "solution", "touchpoint", "channel", "device", "team",
    "system", "evidence", "metric", "page",
)  # fmt: skip
"""What is found, in the order results of equal worth are shown in."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found."""

    target: Target
    within: str
    """The name of what it is a part of; "" for what stands alone."""
    text: tuple[str, ...]
    """What it says besides its name, Markdown as written, piece by piece."""


class _Fold(dict[int, str]):
    """Code point -> what it is searched as; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(code)).lower()
        plain = "".join(_LETTERS.get(c, c) for c in parts if unicodedata.category(c) != "Mn")
        self[code] = plain
        return plain


_FOLD: Final = _Fold()


def folded(text: str) -> str:
    return text.lower() if text.isascii() else text.translate(_FOLD)


def terms_of(text: str) -> list[str]:
    """Everything a text is found by, repetitions included."""
    found: list[str] = []
    for run in _TERM.findall(folded(text)):
        if is_unspaced(run):
            found += [run[i : i + 2] for i in range(len(run))]
        else:
            found.append(run[:LONGEST])
    return found


def is_unspaced(term: str) -> bool:
    return term[0] >= "\u0e00" and _IS_UNSPACED.match(term) is not None


_MARKED: Final = re.compile(r"[\\\[*_`&<#|]|^\s*(?:[-+>]|\d+\.)\s", re.MULTILINE)
_UNMARK: Final = (
    (re.compile(r"^ {0,3}\[[^\]\n]+\]:[^\n]*$", re.MULTILINE), ""),
    (re.compile(r"!?\[((?:[^\[\]\\]|\\.){0,999})\](?:\([^()\s]{0,999}(?:\s[^()]{0,99})?\)|\[[^\[\]]{0,99}\])?"), r"\1"),
    (re.compile(r"^\s*(?:#{1,6}|[-+*>]|\d+\.)\s+", re.MULTILINE), ""),
    (re.compile(r"^\s*(?:`{3,}|~{3,})[^\n]*$|^[\s|:-]+$", re.MULTILINE), ""),
    (re.compile(r"(?<![\\\d])[*`]+|(?<!\\)[*`]+(?!\d)|(?<![\\\w])_+|(?<!\\)_+(?!\w)"), ""),
    (re.compile(r"\s\|\s"), " "),
    (re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|])"), r"\1"),
)  # fmt: skip


def words_of(text: str) -> str:
    """A text's words on one line, without its Markdown; near enough to search and to quote."""
    if _MARKED.search(text):
        for mark, instead in _UNMARK:
            text = mark.sub(instead, text)
        text = unescape(text)
    return " ".join(text.split())


def entries_of(site: Site) -> tuple[Entry, ...]:
    """Everything a reader may look for, by kind in the order of ``KINDS``, each kind in the site's order."""
    found: dict[str, list[Entry]] = {kind: [] for kind in KINDS}
    for journey in site.journeys:
        found["journey"].append(_entry(journey, _journey(journey)))
        for stage in journey.stages:
            target = Target("stage", f"{journey.id}/{stage.id}", stage.name)
            found["stage"].append(_entry(stage, _stage(stage), target, journey.title))
            for step in stage.steps:
                target = Target("step", f"{journey.id}/{step.id}", step.name)
                found["step"].append(_entry(step, _step(step), target, journey.title))
    for scope in Scope:
        if scope.value in found and scope is not Scope.JOURNEY:
            found[scope.value] = [_entry(entity, _texts(entity)) for entity in scope.subjects(site)]
    return tuple(entry for kind in KINDS for entry in found[kind])


Texts = Iterable[str | None]


def _entry(entity: object, texts: Texts, target: Target | None = None, within: str = "") -> Entry:
    body: str = getattr(entity, "body", "")
    tags: Sequence[str] = getattr(entity, "tags", ())
    kept = [text for text in (*texts, body, getattr(entity, "owner", None), *tags) if text]
    return Entry(target or target_of(entity), within, tuple(dict.fromkeys(kept)))


def _texts(entity: object) -> Texts:
    match entity:
        case Persona():
            yield from (entity.role, entity.archetype, entity.segment)
            yield from _voices((entity.quote,) if entity.quote else ())
            yield from (fact.value for fact in entity.demographics)
            for claims in (
                entity.goals, entity.needs, entity.motivations, entity.concerns, entity.frustrations,
                entity.behaviours, entity.interests, entity.accessibility,
            ):  # fmt: skip
                yield from _claims(claims)
        case Touchpoint():
            yield from (entity.description, entity.channel.name, *entity.accessibility)
            yield entity.team.name if entity.team else None
        case Channel() | Device():
            yield entity.description
        case Team():
            yield from (entity.description, entity.lead)
        case System():
            yield from (entity.description, entity.vendor)
        case Opportunity():
            yield entity.team.name if entity.team else None
        case Solution():
            yield from (opportunity.title for opportunity in entity.opportunities)
            yield from (effect.change for effect in entity.expected)
        case Evidence():
            yield from (entity.method, entity.source, *entity.findings)
            yield from _voices(entity.quotes)
        case Metric():
            yield from (entity.method, entity.reading, entity.source)
        case FreePage():
            yield entity.description


def _journey(journey: Journey) -> Texts:
    yield from (journey.goal, journey.objective, journey.scenario, journey.trigger, journey.end)
    yield from (*journey.scope_in, *journey.scope_out)
    yield from (persona.name for persona in journey.personas)
    yield journey.team.name if journey.team else None


def _stage(stage: Stage) -> Texts:
    yield from (stage.goal, *_claims(stage.expectations), stage.strategy)


def _step(step: Step) -> Texts:
    yield from _voices((*step.doing, *step.thinking, *step.feeling, *step.quotes))
    yield from (pain.text for pain in step.pains or ())
    yield from (gain.text for gain in step.gains or ())
    yield from (step.expectation, step.actual, *_claims(step.needs), *_claims(step.doubts))
    if step.moment_of_truth:
        yield from (step.moment_of_truth.label, step.moment_of_truth.why)
    if step.response:
        for row in (step.response.frontstage, step.response.backstage, step.response.support):
            yield from (action.text for action in row)
    yield from (step.place, *step.actors)
    yield step.touchpoint.name if step.touchpoint else None
    yield step.channel.name if step.channel else None


def _voices(voices: Iterable[Voice]) -> Iterator[str | None]:
    for voice in voices:
        yield voice.translation
        yield voice.text


def _claims(claims: Iterable[Claim]) -> Iterator[str]:
    return (claim.text for claim in claims)
