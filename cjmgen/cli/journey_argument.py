"""A journey as people name it on the command line: its id, or where it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from cjmgen.model import Journey
    from cjmgen.pipeline import Project


def id_of(asked: str) -> str:
    """``checkout`` or ``journeys/checkout/`` -> ``checkout``."""
    return asked.removeprefix("journeys/").rstrip("/")


def journey_of(project: Project, asked: str) -> Journey:
    """The journey that is meant; a ``UsageError`` with the way out if there is none."""
    from cjmgen.fields import did_you_mean

    found = next((journey for journey in project.site.journeys if journey.id == id_of(asked)), None)
    if found is None:
        ids = [journey.id for journey in project.site.journeys]
        hint = did_you_mean(id_of(asked), ids) or f"journeys: {', '.join(ids)}"
        raise click.UsageError(f'there is no journey "{id_of(asked)}"; {hint}')
    return found
