"""What changed between two versions of a site, in the words of the domain.

Entities, stages and steps correspond by id, or by an id one had before (``formerly``); a step stays within its
journey.  What is only on one side was added or removed; what is on both is compared field by field.  Of a list it is
said what is new and what is gone; texts without an id that are much alike (``change_matching.REWORDED``) are one text
in other words.  Emotions are those the curve shows: given, or computed from evidence.

A change is *lost* if a reference is gone because what it led to was removed; *worse* or *better* where the domain
knows a direction: a mood that moves by ``comparison.NOTABLE`` or more, pains and gains, how bad and how often a pain
is, expectations met, effort, waiting, satisfaction, evidence, opportunities that pick something up, who answers for
it, approval, and translations.  All else is neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from cjmgen.analysis.change_facts import LOOKED_FOR, NONE, Facts, Item, Reader, Value, is_same
from cjmgen.analysis.change_matching import Matched, Renames, matched, moved, reworded
from cjmgen.analysis.change_moves import StepMoves
from cjmgen.analysis.change_tones import tone_of
from cjmgen.analysis.emotion import emotion_at
from cjmgen.analysis.index import Atlas
from cjmgen.analysis.told import Tone
from cjmgen.model import Journey, Scope, Site, Stage, Step, Target, Translation, target_of

Kind = Literal["added", "removed", "moved", "renamed", "changed"]

ORDER = (
    Scope.JOURNEY, Scope.PERSONA, Scope.TOUCHPOINT, Scope.CHANNEL, Scope.DEVICE, Scope.TEAM, Scope.SYSTEM,
    Scope.OPPORTUNITY, Scope.SOLUTION, Scope.EVIDENCE, Scope.METRIC, Scope.PAGE,
)  # fmt: skip
REWORDED = "reworded"
"""A translation that says the same original in other words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is not as it was."""

    subject: Target
    """What it is about: an entity, or a "stage" or "step" ("journey/step"); named as it is now, or was."""
    journey: Target | None = None
    """Of a stage or a step: where it belongs."""
    kind: Kind
    field: str = ""
    """Of "changed": the field's name in the model; "emotion", "response_…", "translation"."""
    item: Value | None = None
    """Which of the field's things, where ``before`` and ``after`` do not say so."""
    aspect: str = ""
    """What about that thing: "severity"."""
    before: Value | None = None
    """``None``: there was nothing.  Of "moved": the stage, or its place among its neighbours, from 1."""
    after: Value | None = None
    tone: Tone = ""

    @property
    def root(self) -> Target:
        return self.journey or self.subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    all: tuple[Change, ...]
    """The site first, then journeys and the others, each with what is in it."""

    def of_tone(self, *tones: Tone) -> tuple[Change, ...]:
        return tuple(change for tone in tones for change in self.all if change.tone == tone)

    def groups(self) -> tuple[tuple[Target, tuple[Change, ...]], ...]:
        """By the entity they belong to."""
        found: dict[tuple[str, str], list[Change]] = {}
        for change in self.all:
            found.setdefault((change.root.kind, change.root.id), []).append(change)
        return tuple((changes[0].root, tuple(changes)) for changes in found.values())


def changes_between(before: Atlas, after: Atlas) -> Changes:
    return Changes(all=tuple(_Comparison(before, after).changes()))


class _Comparison:
    """Two versions, who is who in them, and how each is read."""

    def __init__(self, before: Atlas, after: Atlas) -> None:
        self._before, self._after = before, after
        self._kinds: dict[Scope, Matched[Any]] = {
            scope: matched(_said(before.site, scope), _said(after.site, scope)) for scope in ORDER
        }
        journeys: Matched[Journey] = self._kinds[Scope.JOURNEY]
        self._steps = {new.id: matched(old.steps, new.steps) for old, new in journeys.pairs}
        renames = {scope.value: found.renamed for scope, found in self._kinds.items()}
        renames |= {f"step:{journey}": found.renamed for journey, found in self._steps.items()}
        self._old = Reader(Renames(renames), self._name_of)
        self._new = Reader(Renames(), self._name_of)
        self._gone = {(scope.value, e.id) for scope, found in self._kinds.items() for e in found.removed}
        self._ratings_are_same = self._emotional(before) == self._emotional(after)

    def changes(self) -> Iterator[Change]:
        site = Target("site", "", self._after.site.title)
        yield from self._fields(site, None, self._before.site, self._after.site)
        for scope in ORDER:
            found = self._kinds[scope]
            before = {new.id: old for old, new in found.pairs}
            for new in _said(self._after.site, scope):
                if new.id in before:
                    yield from self._entity(before[new.id], new, found.renamed)
                else:
                    yield Change(subject=target_of(new), kind="added")
            for old in found.removed:
                yield Change(subject=target_of(old), kind="removed")
        yield from self._translations()

    def _entity(self, old: Any, new: Any, renamed: Mapping[str, str]) -> Iterator[Change]:
        subject = target_of(new)
        if old.id in renamed:
            yield Change(subject=subject, kind="renamed", before=old.id, after=new.id)
        yield from self._fields(subject, None, old, new)
        if isinstance(new, Journey):
            yield from self._stages(old, new)

    # Journeys

    def _stages(self, old: Journey, new: Journey) -> Iterator[Change]:
        if old.stages == new.stages and self._ratings_are_same and _travellers(old) == _travellers(new):
            return
        journey = target_of(new)
        found: Matched[Stage] = matched(old.stages, new.stages)
        before = {after.id: stage for stage, after in found.pairs}
        places = [{stage.id: i for i, stage in enumerate(j.stages, 1)} for j in (old, new)]
        are_moved = moved([found.renamed.get(s.id, s.id) for s in old.stages], [s.id for s in new.stages])
        steps = StepMoves(old, new, self._steps[new.id], found.renamed)
        for stage in new.stages:
            subject = Target("stage", f"{new.id}/{stage.id}", stage.name)
            if stage.id not in before:
                yield Change(subject=subject, journey=journey, kind="added")
            else:
                was = before[stage.id]
                if was.id != stage.id:
                    yield Change(subject=subject, journey=journey, kind="renamed", before=was.id, after=stage.id)
                if stage.id in are_moved:
                    here, there = places[0][was.id], places[1][stage.id]
                    yield Change(subject=subject, journey=journey, kind="moved", before=here, after=there)
                yield from self._fields(subject, journey, was, stage)
            for step in stage.steps:
                yield from self._step(old, new, step, steps)
            for step in steps.removed_from(before.get(stage.id)):
                yield _whole(new, step, "removed", journey)
        for stage in found.removed:
            subject = Target("stage", f"{new.id}/{stage.id}", stage.name)
            yield Change(subject=subject, journey=journey, kind="removed")
            for step in steps.removed_from(stage):
                yield _whole(new, step, "removed", journey)

    def _step(self, old: Journey, new: Journey, step: Step, moves: StepMoves) -> Iterator[Change]:
        journey, was = target_of(new), moves.before(step)
        if was is None:
            yield _whole(new, step, "added", journey)
            return
        subject = _step_target(new, step)
        if was.id != step.id:
            yield Change(subject=subject, journey=journey, kind="renamed", before=was.id, after=step.id)
        if place := moves.of(step):
            yield Change(subject=subject, journey=journey, kind="moved", before=place[0], after=place[1])
        yield from self._fields(subject, journey, was, step)
        shared = [p for p in new.personas if self._renamed("persona", p.id) in _travellers(old)]
        if was != step or not self._ratings_are_same:
            for persona in shared:
                then = emotion_at(old, was, self._renamed("persona", persona.id), self._before)[0]
                now = emotion_at(new, step, persona.id, self._after)[0]
                if then != now:
                    yield self._change(subject, journey, "emotion", then, now, item=target_of(persona))

    def _renamed(self, kind: str, ident: str) -> str:
        """The id of the first version."""
        found = next((old for old, new in self._old.renames.by_kind[kind].items() if new == ident), None)
        return found or ident

    # Fields

    def _fields(self, subject: Target, journey: Target | None, old: Any, new: Any) -> Iterator[Change]:
        if old == new and subject.kind not in ("site", "journey", "stage"):
            return
        within = journey.id if journey else ""
        was, now = replace(self._old, journey=within).facts(old), replace(self._new, journey=within).facts(new)
        for name in _in_order(was, now):
            yield from self._items(subject, journey, name, was.get(name, ()), now.get(name, ()))

    def _items(
        self, subject: Target, journey: Target | None, name: str, was: Sequence[Item], now: Sequence[Item]
    ) -> Iterator[Change]:
        if NONE in (*was, *now) and was and now:  # that somebody looked is said by what there is
            was, now = [one for one in was if one != NONE], [one for one in now if one != NONE]
        pairs, gone, come = _paired(was, now, name)
        for old, new in pairs:
            label = new.label if new.label is not None else new.value
            if not is_same(old.value, new.value):
                yield self._change(subject, journey, name, old.value, new.value, item=new.label)
            for aspect in dict.fromkeys((*old.aspects, *new.aspects)):
                first, second = old.aspects.get(aspect), new.aspects.get(aspect)
                if not is_same(first, second):
                    yield self._change(subject, journey, name, first, second, item=label, aspect=aspect[0])
        for item in gone:
            yield self._change(subject, journey, name, item.value, None, item=item.label)
        for item in come:
            yield self._change(subject, journey, name, None, item.value, item=item.label)

    def _change(
        self,
        subject: Target,
        journey: Target | None,
        name: str,
        before: Value | None,
        after: Value | None,
        *,
        item: Value | None = None,
        aspect: str = "",
    ) -> Change:
        is_lost = isinstance(before, Target) and (before.kind, before.id) in self._gone and not is_same(before, after)
        tone: Tone = "lost" if is_lost else tone_of(subject.kind, name, aspect, before, after)
        return Change(
            subject=subject, journey=journey, kind="changed", field=name, item=item, aspect=aspect,
            before=before, after=after, tone=tone,
        )  # fmt: skip

    # Translations

    def _translations(self) -> Iterator[Change]:
        was, now = _by_place(self._before.site, self._old.renames), _by_place(self._after.site, Renames())
        languages = [list(dict.fromkeys(lang for lang, *_ in places)) for places in (was, now)]
        site = Target("site", "", self._after.site.title)
        for lang in languages[0]:
            if lang not in languages[1]:
                yield self._change(site, None, "languages", lang, None)
        for lang in languages[1]:
            if lang not in languages[0]:
                yield self._change(site, None, "languages", None, lang)
        for place in dict.fromkeys((*was, *now)):
            if place not in now or place[0] not in languages[0]:
                continue
            if place not in was and now[place].state == "none":
                continue
            then, here = was.get(place), now[place]
            after = REWORDED if then is not None and _is_reworded(then, here) else here.state
            if (then.state != after) if then is not None else self._was_there(here):
                subject, journey = self._subject_of(here), self._journey_of(here)
                before = None if then is None else then.state
                yield self._change(subject, journey, "translation", before, after, item=here.lang)

    def _was_there(self, translation: Translation) -> bool:
        """What is translated is not new itself."""
        kind, ident = translation.kind, translation.id.partition("/")[0]
        scope = next((scope for scope in ORDER if scope.value == ("journey" if kind == "stage" else kind)), None)
        return scope is None or any(new.id == ident for _, new in self._kinds[scope].pairs)

    def _subject_of(self, translation: Translation) -> Target:
        name = self._name_of(translation.kind, translation.id)
        return Target(translation.kind, translation.id, name or translation.id)

    def _journey_of(self, translation: Translation) -> Target | None:
        ident = translation.id.partition("/")[0]
        name = self._name_of("journey", ident) or ident
        return Target("journey", ident, name) if translation.kind == "stage" else None

    # Names

    def _name_of(self, kind: str, ident: str) -> str | None:
        for atlas in (self._after, self._before):
            if kind == "site":
                return atlas.site.title
            if kind == "step":
                step = atlas.step(*ident.split("/", 1))
                if step is not None:
                    return step.name
                continue
            if kind == "stage":
                journey = atlas.journey(ident.partition("/")[0])
                stages = journey.stages if journey else ()
                name = next((s.name for s in stages if s.id == ident.partition("/")[2]), None)
            else:
                name = next((target_of(e).name for e in Scope(kind).subjects(atlas.site) if _id(e) == ident), None)
            if name is not None:
                return name
        return None

    @staticmethod
    def _emotional(atlas: Atlas) -> tuple[object, ...]:
        """What emotions are computed from beside the steps themselves."""
        return tuple((e.id, e.ratings) for e in atlas.site.evidence if e.ratings)


def _paired(
    was: Sequence[Item], now: Sequence[Item], name: str
) -> tuple[list[tuple[Item, Item]], list[Item], list[Item]]:
    """Items of both versions, those only of the first, those only of the second."""
    old, new = {item.key: item for item in was}, {item.key: item for item in now}
    partner = {key: key for key in old if key in new}
    free = [item for item in was if item.key not in partner], [item for item in now if item.key not in old]
    if name in LOOKED_FOR or not all(item.has_id for side in free for item in side):
        words = [{str(item.value): item.key for item in side if isinstance(item.value, str)} for side in free]
        partner |= {words[0][a]: words[1][b] for a, b in reworded(words[0], words[1]).items()}
        if len(was) == len(now) == 1 and name not in LOOKED_FOR:
            partner = {was[0].key: now[0].key}
    taken = set(partner.values())
    return (
        [(old[a], new[b]) for a, b in partner.items()],
        [item for item in was if item.key not in partner],
        [item for item in now if item.key not in taken],
    )


def _in_order(was: Facts, now: Facts) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*now, *was)))


def _said(site: Site, scope: Scope) -> tuple[Any, ...]:
    """Entities that an author wrote; not the channels and devices that come with the program."""
    return tuple(e for e in scope.subjects(site) if e.origin.path != "site.yaml")  # type: ignore[attr-defined]


def _whole(journey: Journey, step: Step, kind: Kind, target: Target) -> Change:
    return Change(subject=_step_target(journey, step), journey=target, kind=kind)


def _step_target(journey: Journey, step: Step) -> Target:
    return Target("step", f"{journey.id}/{step.id}", step.name)


def _travellers(journey: Journey) -> frozenset[str]:
    return frozenset(persona.id for persona in journey.personas)


def _is_reworded(then: Translation, now: Translation) -> bool:
    return (then.now, then.state) == (now.now, now.state) and then.said != now.said


def _id(entity: object) -> str:
    return str(getattr(entity, "id", ""))


def _by_place(site: Site, renames: Renames) -> dict[tuple[str, str, str], Translation]:
    found = {}
    for one in site.translations:
        kind = "journey" if one.kind == "stage" else one.kind
        head, slash, rest = one.id.partition("/")
        found[one.lang, one.kind, renames.of(kind, head) + slash + rest] = one
    return found
