"""Every page of the built site, read without a browser: links, ids, headings, titles, alternative texts."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from browser.example import Example, Markup
from cjmgen.views import VIEWS


def wrong(example: Example, faults: dict[str, object]) -> str:
    shown = [f"{path}: {fault}" for path, fault in faults.items() if fault]
    return "\n".join([f"{len(shown)} of {len(example.pages)} pages", *shown[:20]])


def test_the_example_has_a_page_of_every_view(example: Example) -> None:
    for lang in example.project.editions:
        shown = {page.view for page in example.pages.values() if page.lang == lang}
        assert shown == {view.name for view in VIEWS if view.page}, lang


def test_every_internal_link_leads_to_a_file_and_a_place_that_exist(example: Example) -> None:
    def broken(page: Markup) -> list[str]:
        found = []
        for href in dict.fromkeys(page.links):
            if urlsplit(href).scheme in ("http", "https", "mailto"):
                continue
            file, fragment = example.leads_to(page.path, href)
            if file not in example.files or (fragment and fragment not in example.pages[file].ids):
                found.append(href)
        return found

    faults = {path: broken(page) for path, page in example.pages.items()}
    assert not any(faults.values()), wrong(example, faults)


def test_what_an_attribute_names_is_on_the_same_page(example: Example) -> None:
    faults = {path: set(page.named) - page.ids.keys() for path, page in example.pages.items()}
    assert not any(faults.values()), wrong(example, faults)


def test_no_id_occurs_twice_on_a_page(example: Example) -> None:
    faults = {path: [ident for ident, n in page.ids.items() if n > 1] for path, page in example.pages.items()}
    assert not any(faults.values()), wrong(example, faults)


def test_every_page_has_one_main_heading_and_skips_no_level(example: Example) -> None:
    def skipped(levels: list[int]) -> list[int]:
        if levels.count(1) != 1 or levels[0] != 1:
            return levels
        return [below for above, below in pairwise(levels) if below > above + 1]

    faults = {path: skipped(page.headings) or not page.headings for path, page in example.pages.items()}
    assert not any(faults.values()), wrong(example, faults)


def test_every_page_says_its_language_and_every_image_what_it_shows(example: Example) -> None:
    faults = {path: page.silent_images or not page.lang for path, page in example.pages.items()}
    assert not any(faults.values()), wrong(example, faults)
    for path, page in example.pages.items():
        edition = next((lang for lang in example.project.editions if path.startswith(f"{lang}/")), "")
        assert page.lang == (edition or example.project.site.lang), path


def test_no_two_pages_of_an_edition_have_the_same_title(example: Example) -> None:
    titles = Counter((page.lang, page.title) for page in example.pages.values())
    assert "" not in {title for _, title in titles}
    twice = {
        key: [p.path for p in example.pages.values() if (p.lang, p.title) == key] for key, n in titles.items() if n > 1
    }
    assert twice == {}


def test_no_page_carries_styles_or_scripts_of_its_own(example: Example) -> None:
    faults = {path: page.inline for path, page in example.pages.items()}
    assert not any(faults.values()), wrong(example, faults)


def test_the_name_of_the_site_leads_home_in_the_language_of_the_page(example: Example) -> None:
    homes = {page.lang: path for path, page in example.pages.items() if page.view == "home"}
    faults = {
        path: page.home
        for path, page in example.pages.items()
        if example.leads_to(path, page.home)[0] != homes[page.lang]
    }
    assert not faults, wrong(example, faults)


@pytest.mark.parametrize(
    ("page", "href", "file", "fragment"),
    [
        ("a/b/index.html", "../c/index.html#x", "a/c/index.html", "x"),
        ("a/index.html", "#%E6%AD%A5", "a/index.html", "步"),
        ("index.html", "a%20b.svg", "a b.svg", ""),
        ("index.html", "../up.html", "../up.html", ""),
    ],
)
def test_an_address_is_read_as_a_browser_reads_it(
    page: str, href: str, file: str, fragment: str, example: Example
) -> None:
    assert example.leads_to(page, href) == (file, fragment)
