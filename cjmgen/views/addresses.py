"""Where a link of a drawn picture leads: the address of an entity, as seen from the page with the picture.

A picture is part of the view model, so it cannot ask the page for addresses as templates do.
"""

from __future__ import annotations

from cjmgen.model import Scope, Target

_PLURALS = {scope.value: scope.plural for scope in Scope}


def address(target: Target, up: int) -> str:
    """The page of an entity, or the place of a step or stage on its map; ``up`` folders stand above the page."""
    root = "../" * up
    if target.kind in ("step", "stage"):
        journey, _, inner = target.id.partition("/")
        return f"{root}journeys/{journey}/index.html#{target.kind}-{inner}"
    return f"{root}{_PLURALS[target.kind]}/{target.id}/index.html"
