"""What goes wrong while building is said like a mistake in the content, and the last good site stays."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from cjmgen import pipeline, starters
from cjmgen.diagrams import DiagramError
from cjmgen.rendering import renderer


@pytest.fixture
def site(tmp_path: Path) -> Path:
    starters.write_site(tmp_path / "site", "one-file")
    return tmp_path / "site"


def codes_and_paths(project: pipeline.Project) -> set[tuple[str, str]]:
    return {(found.code, found.origin.path) for found in project.report}


def test_two_outputs_with_one_path_are_said_and_nothing_is_published(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    views = pipeline.VIEWS
    project = pipeline.load(site)
    monkeypatch.setattr(pipeline, "views_of", lambda _: (*views, *(view for view in views if view.name == "home")))
    result = pipeline.publish(project, site / "public")
    assert not result.is_published
    assert codes_and_paths(project) == {("B001", "index.html")}
    assert not (site / "public" / "index.html").exists()


def test_a_page_that_cannot_be_made_is_said_and_nothing_is_published(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> NoReturn:
        raise ValueError("no ink")

    monkeypatch.setattr(renderer.Renderer, "_render", fail)
    project = pipeline.load(site)
    result = pipeline.publish(project, site / "public")
    assert not result.is_published
    assert ("B002", "index.html") in codes_and_paths(project)
    assert all("no ink" in found.message for found in project.report)
    assert not (site / "public" / "index.html").exists()


def test_a_diagram_that_cannot_be_drawn_is_said_and_the_rest_is_published(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> NoReturn:
        raise DiagramError("no pen")

    monkeypatch.setattr(renderer, "render_svg", fail)
    project = pipeline.load(site)
    result = pipeline.publish(project, site / "public")
    assert result.is_published
    assert {code for code, _ in codes_and_paths(project)} == {"B003"}
    assert ("B003", "journeys/send-a-parcel/flow/index.html") in codes_and_paths(project)
    assert all("no pen" in found.message for found in project.report)
    assert (site / "public" / "index.html").is_file()


def test_a_template_that_cannot_be_rendered_is_said_with_its_file_and_line(site: Path) -> None:
    home = site / "themes" / "mine" / "templates" / "views" / "home.html.j2"
    home.parent.mkdir(parents=True)
    home.write_text("<h1>{{ site.title }}</h1>\n<p>{{ view.weather }}</p>\n", "utf-8")
    (site / "themes" / "mine" / "theme.yaml").write_text("extends: default\n", "utf-8")
    (site / "site.yaml").write_text("title: Case\ntheme: mine\n", "utf-8")
    project = pipeline.load(site)
    result = pipeline.publish(project, site / "public")
    assert not result.is_published
    [found] = project.report
    assert found.code == "T001"
    assert found.origin.path.endswith("views/home.html.j2")
    assert project.span_of(found).line == 2
    assert "weather" in found.message


def test_a_diagram_that_could_not_be_drawn_is_tried_and_said_again(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> NoReturn:
        raise DiagramError("no pen")

    with monkeypatch.context() as without_pen:
        without_pen.setattr(renderer, "render_svg", fail)
        pipeline.publish(pipeline.load(site), site / "public")
        again = pipeline.load(site)
        pipeline.publish(again, site / "public")
        assert ("B003", "journeys/send-a-parcel/flow/index.html") in codes_and_paths(again)
    page = site / "public" / "journeys" / "send-a-parcel" / "flow" / "index.html"
    assert 'class="diagram"' not in page.read_text("utf-8")
    last = pipeline.load(site)
    pipeline.publish(last, site / "public")
    assert codes_and_paths(last) == set()
    assert 'class="diagram"' in page.read_text("utf-8")
