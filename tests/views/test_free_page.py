"""A free page and its neighbours."""

from __future__ import annotations

from conftest import Load

from cjmgen.views.free_page import Prose, compute

FILES: dict[str, str | None] = {
    "content/pages/about.md": "---\ntitle: About\n---\nWe map.\n",
    "content/pages/guide/second.md": "---\ntitle: Second\norder: 2\n---\n",
    "content/pages/guide/a-first.md": "---\ntitle: First\norder: 1\n---\n",
}


def page(load: Load, id: str) -> Prose:
    project = load(FILES)
    return compute(next(p for p in project.site.pages if p.id == id), project.atlases["en"])


def test_pages_of_one_folder_stand_beside_each_other_in_their_order(load: Load) -> None:
    assert [target.name for target in page(load, "guide/second").neighbours] == ["First", "Second"]


def test_a_page_alone_in_its_folder_has_no_neighbours(load: Load) -> None:
    about = page(load, "about")

    assert (about.neighbours, about.body.strip()) == ((), "We map.")
