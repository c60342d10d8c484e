"""Translations: what counts as what, and what a page says of itself."""

from __future__ import annotations

from conftest import ANNA, Build, Load

from cjmgen import engine, pipeline, planning
from cjmgen.analysis.index import Atlas
from cjmgen.views.translations import Translations, compute

SITE = "title: Tiny\nlanguages: [en, pl]\n"
FILES: dict[str, str | None] = {
    "site.yaml": SITE,
    "content/personas/anna.pl.md": "---\nname: Ania\n---\n",
    "content/journeys/checkout/journey.pl.md": "---\ntitle: Płacę\n---\n",
}
STAGE_PL = "content/journeys/checkout/01-pay.pl.md"


def view_of(load: Load, files: dict[str, str | None], lang: str = "en") -> Translations:
    site = load({**FILES, **files}).editions[lang]
    view = compute(site, Atlas(site, None))
    assert view is not None
    return view


def test_everything_counts_once_and_what_is_out_of_date_only_as_that(load: Load) -> None:
    old = {"content/personas/anna.pl.md": '---\nname: Ania\ntranslated_from: "000000000000"\n---\n'}
    [polish] = view_of(load, old).languages
    counts = {count.kind: (count.whole, count.partly, count.none, count.outdated) for count in polish.counts}
    assert counts == {"site": (0, 0, 1, 0), "journey": (0, 1, 0, 0), "stage": (0, 0, 1, 0), "persona": (0, 0, 0, 1)}
    assert (polish.all.total, polish.untracked) == (4, 1)
    assert {group.state: [item.path for item in group.items] for group in polish.groups} == {
        "outdated": ["content/personas/anna.pl.md"],
        "partly": ["content/journeys/checkout/journey.pl.md"],
        "none": ["site.pl.yaml", STAGE_PL],
    }


def test_what_is_missing_is_named_by_its_keys_and_ids(load: Load) -> None:
    stage: dict[str, str | None] = {STAGE_PL: "---\nname: Płacę\nsteps: [{id: cart, name: Patrzę do koszyka}]\n---\n"}
    [polish] = view_of(load, stage).languages
    [item] = [item for group in polish.groups for item in group.items if item.kind == "stage"]
    assert (item.texts, item.lacking) == (4, 2)
    assert item.keys == ("steps/card/name", "steps/card/pains/it-forgets/text")


def test_names_are_in_the_language_of_the_page(load: Load) -> None:
    def names(lang: str) -> list[str]:
        [polish] = view_of(load, {}, lang).languages
        return [item.target.name for group in polish.groups for item in group.items if item.kind == "journey"]

    assert (names("en"), names("pl")) == (["I check out"], ["Płacę"])


def test_a_quote_needs_no_translation_into_the_language_it_was_said_in(load: Load) -> None:
    said = ANNA.replace("name: Anna\n", "name: Anna\n    quote: {text: Kolano, lang: pl, translation: My knee}\n")
    files: dict[str, str | None] = {
        "site.yaml": "title: Tiny\nlanguages: [en, pl, de]\n",
        "content/personas/anna.md": said,
    }
    project = load({**FILES, **files, "content/personas/anna.de.md": "---\nname: Anna\n---\n"})
    assert {t.lang: t.missing for t in project.site.translations if t.kind == "persona"} == {
        "pl": (),
        "de": ("quote/translation",),
    }


def test_a_site_in_one_language_has_no_such_page(load: Load) -> None:
    site = load().site
    assert compute(site, Atlas(site, None)) is None


def test_a_page_says_that_parts_are_missing_and_that_it_is_out_of_date(load: Load) -> None:
    files: dict[str, str | None] = {STAGE_PL: '---\nname: Płacę\ntranslated_from: "000000000000"\n---\n'}
    project = load({**FILES, **files})
    facts = planning.facts_of(project.editions, project.atlases, pipeline.views_of(project), (None, None))
    said = {planned.page.path: (planned.page.translated, planned.page.outdated) for planned in facts.pages}
    assert said["pl/journeys/checkout/index.html"] == (False, True), "a journey is translated with its stages"
    assert said["pl/journeys/checkout/emotion-curve/index.html"] == (False, True)
    assert said["pl/personas/anna/index.html"] == (True, False)
    assert said["pl/index.html"] == (False, False)
    assert {said[path] for path in said if not path.startswith("pl/")} == {(True, False)}


def test_the_notice_leads_to_the_original_of_the_same_page(load: Load) -> None:
    project = load({**FILES, STAGE_PL: '---\nname: Płacę\ntranslated_from: "000000000000"\n---\n'})
    folder = engine.MemoryFolder()
    pipeline.build(project, pipeline.renderer_of(project, engine.MemoryMemo()), engine.State(), folder)
    page = folder.read("pl/journeys/checkout/index.html").decode()
    assert "To tłumaczenie jest starsze niż oryginał." in page
    assert '<a href="../../../journeys/checkout/index.html" hreflang="en">Przeczytaj oryginał (<span lang="en">' in page
    assert "To tłumaczenie jest starsze" not in folder.read("pl/personas/anna/index.html").decode()


def test_a_translation_that_is_accepted_is_made_again_and_its_original_is_not(load: Load, build: Build) -> None:
    anna = "content/personas/anna.pl.md"
    build(load(FILES))
    [now] = [t.now for t in load(FILES).site.translations if t.kind == "persona"]
    accepted = load({**FILES, anna: f'---\nname: Ania\ntranslated_from: "{now}"\n---\n'})
    assert {built.path for built in build(accepted)} == {"translations/index.html", "pl/translations/index.html"}
    old = load({**FILES, anna: '---\nname: Ania\ntranslated_from: "000000000000"\n---\n'})
    made = {built.path for built in build(old)}
    assert "pl/personas/anna/index.html" in made
    assert "personas/anna/index.html" not in made
