"""What a view is: a name, what it is about, and a pure function to its view model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cjmgen.analysis.index import Atlas
from cjmgen.model import Journey, Scope, Site
from cjmgen.views.facets import Dimension


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One page for each subject of ``scope`` for which ``compute`` finds something to show.

    The first view of a scope in ``views.VIEWS`` is the subject's own page
    (``journeys/checkout/index.html``); the others are its further tabs
    (``journeys/checkout/flow/index.html``), named by the words ``<name>.tab``.  Views of
    the site have a page each (``touchpoints/index.html``), are named by ``nav.<name>``,
    and those of one section are each other's tabs.
    """

    name: str
    """Words joined by hyphens; its template, stylesheet and strings are named after it."""
    scope: Scope
    compute: Callable[[Any, Atlas], object | None]
    """Subject and atlas to a frozen view model; ``None``: there is nothing to show, and no page."""
    shows: Callable[[Any, Atlas], bool] | None = None
    """Whether ``compute`` will find something to show, where that can be told much faster: then nothing is computed
    before somebody wants to see it.  ``None``: only ``compute`` can tell."""
    parts: tuple[str, ...] = ()
    """Views of the same subject whose finished fragments the template gets as ``parts[name]``."""
    page: bool = True
    """``False``: only a part of others, never a page of its own."""
    section: str = ""
    """The view whose entry in the site's navigation its pages belong to; "": the list of its scope, or itself."""
    filters: tuple[Dimension, ...] = ()
    """What its list can be filtered by."""
    sorts: tuple[tuple[str, str], ...] = ()
    """Columns its list can be sorted by, with the keys of their words."""
    optional: bool = False
    """``True``: ``site.yaml`` may leave it out, or say where it stands among its kind."""

    @property
    def home_section(self) -> str:
        return self.section or (self.name if self.scope is Scope.SITE else self.scope.plural)

    @property
    def module(self) -> str:
        """The package that holds its template, stylesheet and strings."""
        return self.compute.__module__


def is_our_view(view: View) -> bool:
    """It is part of this program, and so the same as long as the program is."""
    return view.module.partition(".")[0] == "cjmgen"


def always(subject: object, atlas: Atlas) -> bool:
    """``shows`` of a view that has something to show of every subject."""
    return True


def of_some(kind: str) -> Callable[[Site, Atlas], bool]:
    """``shows`` of a view of the site that needs some entities of a kind, say "personas"."""
    return lambda site, atlas: bool(getattr(site, kind))


def with_steps(journey: Journey, atlas: Atlas) -> bool:
    """``shows`` of a view that shows any journey with a step."""
    return bool(journey.steps)


def with_history(subject: object, atlas: Atlas) -> bool:
    """``shows`` of a view that tells of earlier versions."""
    return atlas.history is not None
