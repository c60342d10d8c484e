"""What an entity says, taken apart: field -> its items, each with a value and what is said about it.

Every field of the model is covered without being named here.  Named are those that say something twice (a step's
channel that is its touchpoint's), those that are told otherwise (feelings given by hand: the emotion they come to),
and which field of a small value tells it from its neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from typing import Any

from cjmgen.analysis.change_matching import Renames
from cjmgen.model import Next, Response, Scope, Site, Step, StepRef, Target, target_of

Value = str | float | bool | date | Target
Aspect = tuple[str, str]
"""What is said about an item; and of which of several (an id), "" if there is only one."""

IDS: Mapping[str, str] = {
    "pairs_with": "journey", "variant_of": "journey", "journey": "journey", "persona": "persona", "personas": "persona",
}  # fmt: skip
"""Fields that hold ids -> the kind they are of."""
APART = frozenset({"id", "formerly", "origin", "stages", "steps", "feelings", "lang", "translations", "assets"})
"""Told otherwise; or, like the steps an opportunity speaks to, told by the other side."""
APPEARANCE = frozenset({"icon"})
KINDS = frozenset(scope.value for scope in Scope) - {"site", "page"}


@dataclass(frozen=True, slots=True)
class Shape:
    """How a small value is read."""

    value: str = "text"
    """The field that says it."""
    keys: tuple[str, ...] = ()
    """Fields that tell it from its neighbours; none: its words."""
    is_labelled: bool = False
    """Its keys have to be said beside the value."""


WORDS = Shape()
SHAPES: Mapping[str, Shape] = {
    "Pain": Shape("text", ("id",)),
    "Fact": Shape("value", ("key", "label"), is_labelled=True),
    "Trait": Shape("value", ("low", "high"), is_labelled=True),
    "Point": Shape("value", ("date", "segment"), is_labelled=True),
    "Rating": Shape("emotion", ("step", "persona"), is_labelled=True),
    "Effect": Shape("change", ("metric",), is_labelled=True),
    "SavedView": Shape("query", ("name",), is_labelled=True),
    "DeviceUse": Shape("device", ("device",)),
    "ChannelUse": Shape("channel", ("channel",)),
    "LifeCycleStage": Shape("name", ("id",)),
    "Link": Shape("label"),
    "Picture": Shape("src"),
    "MomentOfTruth": Shape("label"),
    "Approval": Shape("state", ("by", "noted", "now")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing said in a field."""

    key: str
    """The same in both versions if it is the same thing."""
    value: Value
    label: Value | None = None
    """What it is called, where the value does not say so: the persona of an emotion."""
    has_id: bool = True
    """``False``: known by its words alone, and still the same if they are much alike."""
    aspects: Mapping[Aspect, Value] = field(default_factory=dict)


LOOKED_FOR = frozenset({"pains", "gains"})
"""Where nothing is something else than nobody having looked."""
NONE = Item(key="", value="none")
"""Somebody looked, and there is none."""

Facts = Mapping[str, tuple[Item, ...]]


@dataclass(frozen=True, slots=True)
class Reader:
    """Takes apart the entities of one version."""

    renames: Renames
    """From this version's ids to those of the second."""
    name_of: Callable[[str, str], str | None]
    """What an entity of a kind and a (present) id is called."""
    journey: str = ""
    """Whose steps are meant by their bare ids."""

    def facts(self, entity: object) -> dict[str, tuple[Item, ...]]:
        found: dict[str, tuple[Item, ...]] = {}
        kind = target_of(entity).kind
        for name in _names(type(entity)):
            if name in APART or name in APPEARANCE or (isinstance(entity, Site) and name in _PLURALS):
                continue
            value = own(entity, name)
            if isinstance(value, Response):
                found |= {f"response_{side}": self._items(getattr(value, side), side, kind) for side in SIDES}
            elif name in LOOKED_FOR and value == ():
                found[name] = (NONE,)
            else:
                found[name] = self._items(value, name, kind)
        return {name: items for name, items in found.items() if items}

    def _items(self, value: object, name: str, kind: str) -> tuple[Item, ...]:
        if value is None or value in ("", ()):
            return ()
        if not isinstance(value, tuple):
            return (self._item(value, name, kind, is_alone=True),)
        items = [self._item(one, name, kind, is_alone=False) for one in value if not _leads_nowhere(one)]
        return tuple({item.key: item for item in items}.values())

    def _item(self, value: Any, name: str, kind: str, *, is_alone: bool) -> Item:
        if not _is_small(value):
            plain = self._plain(value, name, kind)
            return Item(key="" if is_alone else _key(plain), value=plain, has_id=isinstance(plain, Target))
        cls = type(value).__name__
        if cls == "Next":
            to = "step" if value.step else "exit" if value.exit else "journey"
            shape = Shape(to, (to,))
        else:
            shape = SHAPES.get(cls, WORDS)
        keys = shape.keys or (shape.value,)
        said = [self._plain(getattr(value, one), one, kind) for one in keys if getattr(value, one)]
        return Item(
            key="" if is_alone else "/".join(map(_key, said)),
            value=self._plain(getattr(value, shape.value), shape.value, kind),
            label=_label(said) if shape.is_labelled else None,
            has_id=bool(shape.keys),
            aspects=dict(self._aspects(value, {shape.value, *shape.keys}, kind)),
        )

    def _aspects(self, value: Any, told: set[str], kind: str) -> Iterator[tuple[Aspect, Value]]:
        for name in _names(type(value)):
            inner = getattr(value, name)
            if name in told or name in APART or inner is None or inner in ("", ()):
                continue
            for one in inner if isinstance(inner, tuple) else (inner,):
                plain = self._plain(one, name, kind)
                yield (name, _key(plain) if isinstance(inner, tuple) else ""), plain

    def _plain(self, value: Any, name: str, kind: str) -> Value:
        if isinstance(value, StepRef):
            journey = self.renames.of("journey", value.journey)
            return self._called("step", f"{journey}/{self.renames.of(f'step:{journey}', value.step)}")
        if name == "step" and isinstance(value, str):
            journey = self.renames.of("journey", self.journey)
            return self._called("step", f"{journey}/{self.renames.of(f'step:{journey}', value)}")
        if isinstance(value, str) and (name == "parent" or name in IDS):
            of = IDS.get(name, kind)
            return self._called(of, self.renames.of(of, value))
        if is_dataclass(value) and not isinstance(value, type):
            target = target_of(value)
            return Target(target.kind, self.renames.of(target.kind, target.id), target.name)
        if isinstance(value, (str, int, float, date)):
            return value
        raise TypeError(f"nobody knows how to say {type(value).__name__}, in {name}")

    def _called(self, kind: str, ident: str) -> Target:
        return Target(kind, ident, self.name_of(kind, ident) or ident.rpartition("/")[2])


SIDES = ("frontstage", "backstage", "support")


def is_same(first: Value | None, second: Value | None) -> bool:
    """A reference is the same whatever its target is called now."""
    if isinstance(first, Target) and isinstance(second, Target):
        return (first.kind, first.id) == (second.kind, second.id)
    return first == second


def own(entity: Any, name: str) -> Any:
    """What the entity itself says, and does not have from another."""
    value = getattr(entity, name)
    if isinstance(entity, Step) and name == "channel" and entity.touchpoint is not None:
        return None if value == entity.touchpoint.channel else value
    if isinstance(entity, Step) and name == "opportunities":
        picked_up = {o.id for pain in entity.pains or () for o in pain.opportunities}
        return tuple(o for o in value if o.id not in picked_up)
    return value


def _is_small(value: object) -> bool:
    return is_dataclass(value) and not isinstance(value, StepRef) and target_of(value).kind not in KINDS


def _leads_nowhere(value: object) -> bool:
    """A way on to a journey that is not there: it was passed over (``history.narrowed``), or is a mistake."""
    return isinstance(value, Next) and not (value.step or value.exit or value.journey)


def _key(value: Value) -> str:
    return value.id if isinstance(value, Target) else str(value)


def _label(said: list[Value]) -> Value:
    return said[0] if len(said) == 1 else " · ".join(v.name if isinstance(v, Target) else str(v) for v in said)


def _names(cls: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(cls) if one.compare)


_PLURALS = frozenset(scope.plural for scope in Scope)
