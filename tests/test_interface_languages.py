"""The interface in a language nobody shipped words for; and dates, numbers and plurals in those somebody did."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from conftest import TINY, tiny

from cjmgen import engine, pipeline
from cjmgen.rendering.foreign_words import CLOSE, NAMED, OPEN, with_spans
from cjmgen.rendering.strings import translator
from cjmgen.rendering.words import date_words, language_name, number_words, percent_words
from cjmgen.source import DiskTree


def built(tmp_path: Path, languages: str, files: dict[str, str] | None = None) -> dict[str, str]:
    """The pages of a tiny site on disk."""
    for path, text in {**tiny().files, "site.yaml": f"title: Klein\nlanguages: {languages}\n", **(files or {})}.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        assert isinstance(text, str)
        target.write_text(text, "utf-8")
    project = pipeline.load_tree(DiskTree(tmp_path), root=tmp_path)
    assert not project.report.has_errors
    folder = engine.MemoryFolder()
    result = pipeline.build(project, pipeline.renderer_of(project, engine.MemoryMemo()), engine.State(), folder)
    assert result.is_published, result.failed
    return {path: folder.read(path).decode() for path in folder.ours() if path.endswith(".html")}


def test_words_a_language_lacks_are_english_and_say_so(tmp_path: Path) -> None:
    pages = built(tmp_path, "[de]")

    for page in pages.values():
        assert '<html lang="de">' in page
        assert '<a class="skip" href="#main"><span lang="en">Skip to content</span></a>' in page
        assert not re.search(f"[{OPEN}{NAMED}{CLOSE}]", page)
        assert re.search(r'<nav class="bar__nav" aria-label="Site">', page)
    home = pages["index.html"]
    assert '<span lang="en">Journeys</span></a>' in home
    [title] = re.findall(r"<title>(.*?)</title>", pages["journeys/index.html"])
    assert title == "Journeys · Klein"
    assert '<span lang="en">Web</span>' in pages["journeys/checkout/index.html"], "a built-in name, too"


def test_a_file_in_the_sites_own_theme_brings_a_language(tmp_path: Path) -> None:
    words = 'theme.skip: Zum Inhalt\nlist.n-steps: {one: "{n} Schritt", other: "{n} Schritte"}\n'
    theme = {
        "site.yaml": "title: Klein\nlanguages: [de]\ntheme: eigen\n",
        "themes/eigen/theme.yaml": "name: eigen\n",
        "themes/eigen/strings/de.yaml": words,
    }
    pages = built(tmp_path, "[de]", theme)

    assert all('<a class="skip" href="#main">Zum Inhalt</a>' in page for page in pages.values())
    assert '<span lang="en">Journeys</span>' in pages["index.html"]
    assert any("2 Schritte" in page for page in pages.values())


def test_a_second_language_falls_back_on_the_first_then_on_english(tmp_path: Path) -> None:
    pages = built(tmp_path, "[pl, de]")
    assert '<span lang="pl">Podróże</span>' in pages["de/index.html"]
    assert '<span lang="en">' not in pages["index.html"], "Polish has all its words"


def test_a_language_that_nobody_describes_still_builds(tmp_path: Path) -> None:
    assert '<html lang="xx">' in built(tmp_path, "[xx, en]")["index.html"]
    assert (language_name("xx"), language_name("de")) == ("xx", "Deutsch")


def test_marks_become_elements_only_where_elements_may_stand() -> None:
    word = f"{OPEN}en{NAMED}Site{CLOSE}"
    page = f'<title>{word}</title><nav aria-label="{word}">{word}<svg><text>{word}</text></svg><b>{word}</b></nav>'
    spanned = '<span lang="en">Site</span>'
    assert with_spans(page) == (
        f'<title>Site</title><nav aria-label="Site">{spanned}<svg><text>Site</text></svg><b>{spanned}</b></nav>'
    )


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ("2 November 2026", "1,234.5", "12.5\u202f%")),
        ("pl", ("2 listopada 2026", "1\N{NO-BREAK SPACE}234,5", "12,5\u202f%")),
        ("zh-Hans", ("2026年11月2日", "1,234.5", "12.5%")),
        ("de", ("2. November 2026", "1.234,5", "12,5\u202f%")),
    ],
)
def test_dates_and_numbers_are_written_as_the_language_does(lang: str, said: tuple[str, str, str]) -> None:
    assert (date_words(date(2026, 11, 2), lang), number_words(1234.5, lang), percent_words(12.5, lang)) == said


def test_a_plural_has_the_forms_of_the_language_its_words_are_in() -> None:
    t = translator({"n": {"one": "{n} krok", "few": "{n} kroki", "many": "{n} kroków", "other": "{n} kroku"}}, {}, "pl")
    assert [str(t("n", n=n)) for n in (1, 2, 5, 22)] == ["1 krok", "2 kroki", "5 kroków", "22 kroki"]


def test_the_tiny_site_has_the_step_the_names_are_taken_from() -> None:
    assert "channel: web" in TINY["content/journeys/checkout/01-pay.md"]
