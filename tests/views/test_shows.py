"""Whether a view has something to show is told rightly before it is computed: pages and tabs depend on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import CHECKOUT, PAY, tiny

from cjmgen import pipeline
from cjmgen.views import VIEWS

EXAMPLE = Path(__file__).parents[2]
BARE = PAY.replace("channel: web, emotion: 1}", "}").replace(", channel: web, emotion: -1.5, pains: [it forgets]", "")
SITES = {
    "the example": lambda: pipeline.load(EXAMPLE),
    "a tiny site": lambda: pipeline.load_tree(tiny()),
    "a persona and nothing else": lambda: pipeline.load_tree(
        tiny({path: None for path in tiny().paths() if path.startswith("content/journeys")})
    ),
    "a journey without steps": lambda: pipeline.load_tree(tiny({"content/journeys/checkout/01-pay.md": None})),
    "steps that only have names": lambda: pipeline.load_tree(
        tiny({"content/journeys/checkout/01-pay.md": BARE, "content/journeys/checkout/journey.md": CHECKOUT})
    ),
}


@pytest.mark.parametrize("site", SITES)
def test_what_is_said_to_be_there_is_there(site: str) -> None:
    project = SITES[site]()
    assert not project.report.has_errors
    for lang, edition in list(project.editions.items())[:1]:
        atlas = project.atlases[lang]
        for view in VIEWS:
            if view.shows is not None:
                for subject in view.scope.subjects(edition):
                    found = view.compute(subject, atlas) is not None
                    assert view.shows(subject, atlas) == found, (view.name, getattr(subject, "id", ""))


def test_most_views_can_tell() -> None:
    """Those that cannot are computed in every build, whether or not their page is up to date."""
    assert {view.name for view in VIEWS if view.shows is None} == {
        "channel-heat",
        "ecosystem",
        "evidence-coverage",
        "freshness",
        "life-cycle",
        "opportunity-matrix",
        "persona-matrix",
        "translations",
    }
