"""Do the saved views of ``site.yaml`` ask for what their lists have?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cjmgen.diagnostics import Diagnostic
from cjmgen.fields import did_you_mean
from cjmgen.model import Site
from cjmgen.source import Origin
from cjmgen.views.base import View
from cjmgen.views.facets import complaints


def wrong_saved_views(views: Sequence[View], site: Site, origin: Origin) -> Iterator[Diagnostic]:
    """``origin`` is that of ``site.yaml``."""
    lists = {view.name: view for view in views if view.filters or view.sorts}
    for i, saved in enumerate(site.saved_views):
        at = origin.child("saved_views", i)
        found = lists.get(saved.list)
        if found is None:
            hint = _way_out(saved.list, tuple(lists), "lists")
            yield Diagnostic("C104", f'there is no list "{saved.list}"', at.child("list"), hint=hint)
            continue
        for message, word, known in complaints(saved.query, found.filters, found.sorts, site):
            yield Diagnostic("C104", message, at.child("query"), hint=_way_out(word, known, "there are"))


def without_dead_saved_views(views: Sequence[View], site: Site) -> Site:
    """A site whose saved views ask for nothing that was left out of it."""
    dead = {found.origin.keys[1] for found in wrong_saved_views(views, site, Origin(""))}
    return replace(site, saved_views=tuple(saved for i, saved in enumerate(site.saved_views) if i not in dead))


def _way_out(word: str, known: tuple[str, ...], which: str) -> str | None:
    return did_you_mean(word, known) or (f"{which}: {', '.join(known)}" if known else None)
