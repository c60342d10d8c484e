"""A lost reader is shown what there is."""

from __future__ import annotations

from conftest import Load

from cjmgen.views.not_found import compute


def test_it_leads_only_to_lists_that_exist(load: Load) -> None:
    project = load()

    view = compute(project.site, project.atlases["en"])

    assert [target.id for target in view.lists] == ["journeys", "personas"]
