"""A view of another package becomes a tab: with its own template, words and looks, if a site asks for it by name."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import invalidate_caches
from pathlib import Path
from textwrap import dedent

import pytest
from conftest import SITE, Load

from cjmgen import engine, pipeline
from cjmgen.diagnostics import CjmgenError
from cjmgen.pipeline import Project

PACKAGE = {
    "acme_weather/__init__.py": '''\
        """How the weather is along a journey."""

        from __future__ import annotations

        from dataclasses import dataclass

        from cjmgen.analysis.index import Atlas
        from cjmgen.model import Journey, Scope
        from cjmgen.views.base import View


        @dataclass(frozen=True, slots=True, kw_only=True)
        class Weather:
            title: str
            suns: int


        def compute(journey: Journey, atlas: Atlas) -> Weather | None:
            suns = sum(feeling.emotion > 0 for step in journey.steps for feeling in step.feelings)
            return Weather(title=journey.title, suns=suns) if suns else None


        VIEW = View(name="acme-weather", scope=Scope.JOURNEY, compute=compute, parts=("journey-head",))
        ''',
    "acme_weather/acme-weather.html.j2": """\
        <section class="acme-weather">
          <h2>{{ t("acme-weather.title") }}</h2>
          <p class="acme-weather__suns">{{ t("acme-weather.suns", n=view.suns) }}: {{ view.title | inline }}</p>
        </section>
        """,
    "acme_weather/acme-weather.css": ".acme-weather__suns { color: var(--cjm-color-high); }\n",
    "acme_weather/strings/en.yaml": """\
        acme-weather.tab: Weather
        acme-weather.title: Weather on the way
        acme-weather.suns: {one: "{n} sunny step", other: "{n} sunny steps"}
        """,
    "acme_weather/strings/pl.yaml": """\
        acme-weather.tab: Pogoda
        acme-weather.title: Pogoda w drodze
        acme-weather.suns:
          one: "{n} słoneczny krok"
          few: "{n} słoneczne kroki"
          many: "{n} słonecznych kroków"
          other: "{n} słonecznego kroku"
        """,
    "acme_weather-1.0.dist-info/METADATA": """\
        Metadata-Version: 2.1
        Name: acme-weather
        Version: 1.0
        """,
    "acme_weather-1.0.dist-info/entry_points.txt": """\
        [cjmgen.views]
        acme-weather = acme_weather:VIEW
        """,
}  # fmt: skip
CHOSEN = SITE + "languages: [en, pl]\n    views: [flow, acme-weather]\n"


def write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(dedent(text), "utf-8")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The package, installed where Python finds it."""
    folder = tmp_path / "site-packages"
    write(folder, PACKAGE)
    monkeypatch.syspath_prepend(folder)
    invalidate_caches()
    yield folder
    sys.modules.pop("acme_weather", None)


def built(project: Project) -> dict[str, str]:
    folder = engine.MemoryFolder()
    result = pipeline.build(project, pipeline.renderer_of(project, engine.MemoryMemo()), engine.State(), folder)
    assert result.is_published, result.failed
    assert [found.message for found in project.report if found.code.startswith("T")] == []
    return {made.path: folder.read(made.path).decode() for made in result.built}


@pytest.mark.usefixtures("installed")
def test_a_view_of_an_installed_package_is_a_tab_with_its_own_template_words_and_looks(load: Load) -> None:
    files = built(load({"site.yaml": CHOSEN}))
    page = files["journeys/checkout/acme-weather/index.html"]
    assert '<p class="acme-weather__suns">1 sunny step: I check out</p>' in page
    assert "<h2>Weather on the way</h2>" in page
    assert "<title>I check out · Weather on the way" in page
    assert '<h1 class="head__title">I check out</h1>' in page, "below the head of every view of a journey"
    assert '<a href="index.html" aria-current="page">Weather</a>' in page
    assert '<a href="acme-weather/index.html">Weather</a>' in files["journeys/checkout/index.html"]
    assert ".acme-weather__suns { color: var(--cjm-color-high); }" in files["theme/site.css"]
    polish = files["pl/journeys/checkout/acme-weather/index.html"]
    assert "1 słoneczny krok: " in polish
    assert ">Pogoda</a>" in polish


@pytest.mark.usefixtures("installed")
def test_installed_is_not_published_unless_a_site_asks(load: Load) -> None:
    files = built(load({"site.yaml": SITE + "views: [flow]\n"}))
    assert [path for path in files if "weather" in path] == []
    assert [path for path in built(load()) if "weather" in path] == []


@pytest.mark.usefixtures("installed")
def test_where_it_finds_nothing_to_show_there_is_no_tab(load: Load) -> None:
    gloomy = "---\nname: Pay\nsteps: [{id: a, name: I wait, emotion: -1}, {id: b, name: I pay, emotion: -2}]\n---\n"
    files = built(load({"site.yaml": CHOSEN, "content/journeys/checkout/01-pay.md": gloomy}))
    assert [path for path in files if "weather" in path] == []
    assert "Weather" not in files["journeys/checkout/index.html"]


def test_a_theme_may_replace_its_template(installed: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(
        site,
        {
            "site.yaml": "title: Tiny\ntheme: mine\nviews: [acme-weather]\n",
            "themes/mine/theme.yaml": "extends: default\n",
            "themes/mine/templates/views/acme-weather.html.j2": "<p>Ours: {{ view.suns }}</p>\n",
            "content/personas/anna.md": "---\nname: Anna\n---\n",
            "content/journeys/checkout/journey.md": "---\ntitle: Checkout\npersonas: [anna]\ngoal: Pay\n---\n",
            "content/journeys/checkout/01-pay.md": "---\nname: Pay\nsteps: [{id: a, name: I pay, emotion: 1}]\n---\n",
        },
    )
    assert (installed / "acme_weather").is_dir()
    assert "<p>Ours: 1</p>" in built(pipeline.load(site))["journeys/checkout/acme-weather/index.html"]


def test_not_installed_is_a_mistake_in_the_site_s_settings(load: Load) -> None:
    [found] = load({"site.yaml": CHOSEN}).report
    assert (found.code, found.origin.path) == ("C104", "site.yaml")
    assert "acme-weather" in found.message


def test_a_package_that_does_not_load_is_named(installed: Path, load: Load) -> None:
    (installed / "acme_weather" / "__init__.py").write_text("1 / 0\n", "utf-8")
    invalidate_caches()
    with pytest.raises(CjmgenError, match=r'"acme-weather" \(acme_weather:VIEW\) cannot be loaded') as caught:
        pipeline.views_of(load({"site.yaml": CHOSEN}))
    assert caught.value.hint == "update its package"


def test_two_packages_with_a_view_of_one_name_are_both_named(installed: Path, load: Load) -> None:
    write(
        installed,
        {
            "other-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: other\nVersion: 1.0\n",
            "other-1.0.dist-info/entry_points.txt": "[cjmgen.views]\nacme-weather = other:VIEW\n",
        },
    )
    invalidate_caches()
    with pytest.raises(CjmgenError, match="offered twice: acme_weather:VIEW and other:VIEW"):
        pipeline.views_of(load({"site.yaml": CHOSEN}))
