"""Values of the model in one line each, for tests that need no files."""

from __future__ import annotations

from datetime import date
from typing import Any

from cjmgen.model import (
    Channel,
    Evidence,
    Feeling,
    Journey,
    Metric,
    Opportunity,
    Pain,
    Persona,
    Point,
    Rating,
    Stage,
    Step,
    StepRef,
    Team,
    Touchpoint,
)  # fmt: skip
from cjmgen.source import Origin

HERE = Origin("test.md")


def persona(id: str, **fields: Any) -> Persona:
    return Persona(**{"id": id, "name": id.title(), "origin": HERE} | fields)


def step(id: str, emotion: float | None = None, **fields: Any) -> Step:
    feelings = () if emotion is None else (Feeling(persona=None, emotion=emotion),)
    return Step(**{"id": id, "name": id.title(), "feelings": feelings, "origin": HERE} | fields)


def stage(id: str, *steps: Step, **fields: Any) -> Stage:
    return Stage(**{"id": id, "name": id.title(), "steps": steps, "origin": HERE} | fields)


def journey(id: str, *stages: Stage, **fields: Any) -> Journey:
    defaults = {"id": id, "title": id.title(), "goal": "Pay and be done", "personas": (persona("anna"),)}
    return Journey(**defaults | {"stages": stages, "origin": HERE} | fields)


def pain(id: str, **fields: Any) -> Pain:
    return Pain(**{"id": id, "text": id.title(), "origin": HERE} | fields)


def opportunity(id: str, **fields: Any) -> Opportunity:
    return Opportunity(**{"id": id, "title": id.title(), "origin": HERE} | fields)


def evidence(id: str, **fields: Any) -> Evidence:
    return Evidence(
        **{"id": id, "title": id.title(), "kind": "survey", "date": date(2026, 10, 5), "origin": HERE} | fields
    )


def rating(address: str, emotion: float, n: int, persona: str | None = None) -> Rating:
    journey_id, step_id = address.split("/")
    return Rating(step=StepRef(journey=journey_id, step=step_id), emotion=emotion, n=n, persona=persona)


def metric(id: str, kind: str, value: float | None = None, n: int | None = None, **fields: Any) -> Metric:
    points = () if value is None else (Point(date=date(2026, 9, 30), value=value, n=n),)
    return Metric(
        **{"id": id, "name": id.title(), "kind": kind, "method": "Asked", "points": points, "origin": HERE} | fields
    )


def channel(id: str) -> Channel:
    return Channel(id=id, name=id.title(), icon="web", origin=HERE)


def team(id: str) -> Team:
    return Team(id=id, name=id.title(), origin=HERE)


def touchpoint(id: str, **fields: Any) -> Touchpoint:
    return Touchpoint(**{"id": id, "name": id.title(), "channel": channel("web"), "origin": HERE} | fields)
