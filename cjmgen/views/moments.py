"""Moments of a site's history, as several views show them; and what of them is still there today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cjmgen.analysis.history import History, Moment, MomentKind
from cjmgen.analysis.index import Atlas
from cjmgen.model import Scope, Target, target_of


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentHead:
    anchor: str
    name: str
    """The tag; "" for what came after the last release; of a month its number."""
    kind: MomentKind
    day: date
    who: tuple[str, ...]
    """Whose work it is; empty if names are not shown."""


def head_of(moment: Moment, worked_on: str = "") -> MomentHead:
    """``worked_on`` is a ``History`` key, "" for the whole site."""
    return MomentHead(
        anchor=moment.anchor, name=moment.name, kind=moment.kind, day=moment.day, who=moment.by(worked_on)
    )


class Today:
    """Entities of earlier moments as today's site has them."""

    def __init__(self, atlas: Atlas) -> None:
        scopes = [scope for scope in Scope if scope is not Scope.SITE]
        self._targets = {
            (scope.value, target.id): target
            for scope in scopes
            for target in map(target_of, scope.subjects(atlas.site))
        }
        self._now: dict[tuple[str, str], str] = {}

    def walk(self, history: History) -> Iterator[Moment]:
        """The latest first; in between, ``find`` knows the ids of the moment that was given last."""
        for moment in history.moments:
            yield moment
            for one in moment.between.renamed:
                self._now[one.kind, one.before] = self._now.get((one.kind, one.after), one.after)

    def find(self, target: Target) -> Target | None:
        """What it is today; ``None`` if it is gone."""
        ident = self._now.get((target.kind, target.id), target.id)
        return self._targets.get((target.kind, ident))
