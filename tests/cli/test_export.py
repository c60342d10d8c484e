"""cjmgen export: one file that needs no other, and a poster if the machine can make one."""

from __future__ import annotations

import base64
import hashlib
import re
import sys
from pathlib import Path

import pytest
from command_line import JOURNEY, edit, run, tiny_site

from cjmgen.exporters import browser

SHELF = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><path d="M0 0h4v4z"/></svg>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A journey that shows a picture and leads to another page."""
    root = tiny_site(tmp_path / "site")
    (root / "content/assets").mkdir()
    (root / "content/assets/shelf.svg").write_bytes(SHELF)
    with (root / JOURNEY).open("a", encoding="utf-8", newline="\n") as file:
        file.write("\nAsk [Anna & co](persona:anna) by ![The shelf](asset:shelf.svg).\n")
    return root


def exported(site: Path, tmp_path: Path, *more: object) -> str:
    ran = run("export", "--single-file", "checkout", "--site", site, "-o", tmp_path / "one.html", *more)
    assert ran.code == 0, ran.err
    return (tmp_path / "one.html").read_text("utf-8")


def test_one_file_holds_map_curve_stylesheet_and_pictures(site: Path, tmp_path: Path) -> None:
    html = exported(site, tmp_path)
    assert "I review the cart" in html
    assert 'class="map__table"' in html
    assert "emotion-curve__picture" in html
    assert f'src="data:image/svg+xml;base64,{base64.b64encode(SHELF).decode()}"' in html
    assert "<link" not in html
    assert "<script" not in html
    assert not re.findall(r'(?:src|href)="(?!#|data:)[^"]*"', html), "an address outside the file"


def test_its_policy_lets_in_its_own_stylesheet_and_nothing_else(site: Path, tmp_path: Path) -> None:
    html = exported(site, tmp_path)
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)
    [style] = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    sha = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.split("; ")[:3] == ["default-src 'none'", "img-src data:", f"style-src 'sha256-{sha}'"]
    assert "script-src" not in policy


def test_links_to_other_pages_are_words_until_one_knows_where_the_site_is(site: Path, tmp_path: Path) -> None:
    assert re.search(r"Ask <a[^>]*>Anna &amp; co</a>", exported(site, tmp_path))
    assert "href" not in re.findall(r"Ask <a[^>]*>", exported(site, tmp_path))[0]
    edit(site / "site.yaml", "title: Tiny", "title: Tiny\nurl: https://atlas.example/shop/")
    html = exported(site, tmp_path)
    assert re.search(r'Ask <a[^>]* href="https://atlas.example/shop/personas/anna/index.html"[^>]*>Anna', html)
    assert 'href="https://atlas.example/shop/"' in html, "home"


def test_nothing_is_kept_that_only_a_button_would_open(site: Path, tmp_path: Path) -> None:
    edit(site / "site.yaml", "title: Tiny", "title: Tiny\nlanguages: [en, pl]\nurl: https://atlas.example/")
    html = exported(site, tmp_path)
    assert "<button" not in html
    assert "popover" not in html.partition("</style>")[2]


def test_the_same_site_gives_the_same_file(site: Path, tmp_path: Path) -> None:
    assert exported(site, tmp_path) == exported(site, tmp_path)


def test_an_address_is_as_good_as_an_id_and_a_language_can_be_chosen(site: Path, tmp_path: Path) -> None:
    edit(site / "site.yaml", "title: Tiny", "title: Tiny\nlanguages: [en, pl]")
    target = tmp_path / "pl.html"
    ran = run("export", "--single-file", "journeys/checkout", "--lang", "pl", "--site", site, "-o", target)
    assert ran.code == 0, ran.err
    assert '<html lang="pl">' in target.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--single-file", "chekout"], 2, 'did you mean "checkout"?'),
        (["--single-file", "checkout", "--lang", "de"], 2, 'does not speak "de"'),
        ([], 2, "--single-file JOURNEY"),
        (["--lang", "pl", "poster", "checkout"], 2, 'after "poster"'),
        (["poster", "checkout", "--paper", "A7"], 2, "A7"),
        (["--single-file", "checkout", "-o", "site.yaml"], 2, 'ends with ".html"'),
        (["poster", "checkout", "--format", "png", "-o", "wall.pdf"], 2, 'ends with ".png"'),
        (["--single-file", "checkout", "-o", "no-such-folder/one.html"], 2, "cannot write"),
    ],
)
def test_what_cannot_be_exported_is_said(arguments: list[str], code: int, said: str, site: Path) -> None:
    ran = run("export", *arguments, *(["--site", site] if arguments and "poster" not in arguments else []))
    assert (ran.code, said in ran.err) == (code, True), ran.err


def test_a_site_with_errors_is_not_exported(site: Path, tmp_path: Path) -> None:
    edit(site / JOURNEY, "personas: [anna]", "personas: [ana]")
    ran = run("export", "--single-file", "checkout", "--site", site, "-o", tmp_path / "one.html")
    assert ran.code == 1
    assert "R001" in ran.out
    assert not (tmp_path / "one.html").exists()


def test_without_a_browser_a_poster_is_refused_with_a_way_out(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(browser, "PLACES", {})
    ran = run("export", "poster", "checkout", "--site", site, "-o", tmp_path / "poster.pdf")
    assert ran.code == 3
    assert "no Chromium, Chrome or Edge" in ran.err
    assert "--browser" in ran.err
    assert not (tmp_path / "poster.pdf").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
@pytest.mark.parametrize(
    ("program", "said"),
    [("echo no display >&2; exit 9", "no display"), ("exit 0", "made no file"), ("sleep 60", "was not ready")],
)
def test_a_browser_that_fails_is_named_with_its_last_words(
    program: str, said: str, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (fake := tmp_path / "chrome").write_text(f"#!/bin/sh\n{program}\n", "utf-8")
    fake.chmod(0o755)
    monkeypatch.setattr(browser, "TIMEOUT_S", 1)
    ran = run("export", "poster", "checkout", "--site", site, "-o", tmp_path / "poster.pdf", "--browser", fake)
    assert ran.code == 3
    assert str(fake) in ran.err
    assert said in ran.err


def test_a_browser_is_looked_for_on_the_path_and_in_the_usual_places(tmp_path: Path) -> None:
    (edge := tmp_path / "Microsoft/Edge/Application/msedge.exe").parent.mkdir(parents=True)
    edge.touch()
    assert browser.find_browser({"PATH": "", "ProgramFiles": str(tmp_path)}, "win32") == edge
    if sys.platform != "win32":
        (chrome := tmp_path / "google-chrome").touch(0o755)
        assert browser.find_browser({"PATH": str(tmp_path), "ProgramFiles": str(tmp_path)}, "win32") == chrome
