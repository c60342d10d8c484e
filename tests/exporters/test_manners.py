"""What a site tells programs: search engines, feed readers, services that show a card, old bookmarks."""

from __future__ import annotations

import json
import re
import struct
import zlib
from xml.etree import ElementTree

from built import files_of

from cjmgen import engine, pipeline
from cjmgen.exporters import cards, sitemap

AT = "https://example.org/atlas"
SITE = f"""\
    title: Tiny & <Co>
    description: Paying *well*
    url: {AT}/
    languages: [en, pl]
    """
JOURNEY = """\
    ---
    title: I check out
    formerly: [till]
    personas: [anna]
    goal: Pay and be done
    reviewed: 2026-10-01
    ---
    1. is not a list, [here](https://example.org) neither.

    # nor a heading
    """
ANNA = """\
    ---
    name: Anna
    reviewed: 2026-11-02
    ---
    """
THERE = {
    "site.yaml": SITE,
    "content/journeys/checkout/journey.md": JOURNEY,
    "content/personas/anna.md": ANNA,
}
ATOM = "{http://www.w3.org/2005/Atom}"
MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def text(made: dict[str, bytes], path: str) -> str:
    return made[path].decode()


def tag(html: str, start: str) -> list[str]:
    return re.findall(rf"<{start}[^>]*>", html)


def test_without_an_address_nothing_claims_one(load):
    made = files_of(load({**THERE, "site.yaml": "title: Tiny\n"}))
    assert not [path for path in made if path.endswith((".xml", ".png"))]
    assert b"Sitemap" not in made["robots.txt"]
    for path, content in made.items():
        if path.endswith(".html"):
            assert b"canonical" not in content, path
            assert b"og:" not in content, path
            assert b"ld+json" not in content, path
    assert {"llms.txt", "manifest.webmanifest", "theme/favicon.svg", "journeys/checkout/index.md"} <= made.keys()


def test_the_sitemap_names_every_page_in_every_language(load):
    made = files_of(load(THERE))
    urls = ElementTree.fromstring(made["sitemap.xml"]).findall(f"{MAPS}url")
    said = {url.findtext(f"{MAPS}loc"): url for url in urls}
    pages = {path for path in made if path.endswith(".html") and "404" not in path and "/till/" not in path}
    assert said.keys() == {f"{AT}/{'' if path == 'index.html' else path}" for path in pages}
    journey = said[f"{AT}/pl/journeys/checkout/index.html"]
    assert journey.findtext(f"{MAPS}lastmod") == "2026-10-01"
    others = {(link.get("hreflang"), link.get("href")) for link in journey if link.get("hreflang")}
    here = "journeys/checkout/index.html"
    assert others == {("en", f"{AT}/{here}"), ("pl", f"{AT}/pl/{here}"), ("x-default", f"{AT}/{here}")}
    assert f"Sitemap: {AT}/sitemap.xml" in text(made, "robots.txt")


def test_a_large_sitemap_is_an_index_of_smaller_ones(load, monkeypatch):
    monkeypatch.setattr(sitemap, "PAGES_PER_FILE", 7)
    made = files_of(load(THERE))
    index = ElementTree.fromstring(made["sitemap.xml"])
    parts = [loc.text.removeprefix(f"{AT}/") for loc in index.iter(f"{MAPS}loc")]
    assert len(parts) > 1
    found = [url for part in parts for url in ElementTree.fromstring(made[part]).findall(f"{MAPS}url")]
    assert len(found) == len({url.findtext(f"{MAPS}loc") for url in found}) > 7
    assert len(found) == len([p for p in made if p.endswith(".html") and "404" not in p and "/till/" not in p])


def test_the_feed_has_what_was_reviewed_the_latest_first(load):
    made = files_of(load(THERE))
    feed = ElementTree.fromstring(made["feed.xml"])
    assert feed.findtext(f"{ATOM}title") == "Tiny & <Co>"
    assert feed.findtext(f"{ATOM}updated") == "2026-11-02T00:00:00Z"
    entries = [(e.findtext(f"{ATOM}id"), e.findtext(f"{ATOM}updated")[:10]) for e in feed.findall(f"{ATOM}entry")]
    assert entries == [
        (f"{AT}/personas/anna/index.html", "2026-11-02"),
        (f"{AT}/journeys/checkout/index.html", "2026-10-01"),
    ]
    assert '<link rel="alternate" type="application/atom+xml" href="feed.xml"' in text(made, "pl/index.html")
    nobody = files_of(load({"site.yaml": SITE}))
    assert "feed.xml" not in nobody
    assert b"feed.xml" not in nobody["index.html"]


def test_a_shared_address_has_a_title_an_address_and_a_card(load):
    made = files_of(load(THERE))
    page = text(made, "pl/journeys/checkout/index.html")
    here = f"{AT}/pl/journeys/checkout/index.html"
    assert tag(page, 'link rel="canonical"') == [f'<link rel="canonical" href="{here}">']
    assert '<meta property="og:title" content="I check out">' in page
    assert '<meta property="og:locale" content="pl_PL">' in page
    assert f'<meta property="og:image" content="{AT}/journeys/checkout/card.png">' in page
    assert f'hreflang="x-default" href="{AT}/journeys/checkout/index.html"' in page
    assert '<meta property="og:site_name" content="Tiny &amp; &lt;Co&gt;">' in text(made, "index.html")


def test_every_page_describes_itself_and_without_an_address_names_none(load):
    for site in (THERE, {**THERE, "site.yaml": "title: Tiny\nlanguages: [en, pl]\n"}):
        made = files_of(load(site))
        pages = {path: text(made, path) for path in made if path.endswith(".html") and "/till/" not in path}
        told = {path: re.findall(r'<meta name="description" content="([^"]+)"', page) for path, page in pages.items()}
        assert {path for path, found in told.items() if len(found) != 1} == set()
        assert told["journeys/index.html"] != told["search/index.html"]
        whole = [path for path, page in pages.items() if re.search(r'<link rel="alternate" hreflang="', page)]
        assert bool(whole) == ("url:" in site["site.yaml"])


def test_a_card_is_a_png_with_the_curve(load):
    made = files_of(load(THERE))["journeys/checkout/card.png"]
    assert made[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", made[16:24]) == (cards.WIDTH, cards.HEIGHT)
    at, chunks = 8, {}
    while at < len(made):
        size, kind = struct.unpack(">I4s", made[at : at + 8])
        data = made[at + 8 : at + 8 + size]
        assert struct.unpack(">I", made[at + 8 + size : at + 12 + size])[0] == zlib.crc32(kind + data)
        chunks[kind] = data
        at += 12 + size
    rows = zlib.decompress(chunks[b"IDAT"])
    ink = 2 + cards.SHADES
    stride = cards.WIDTH + 1
    dots = [(x, y) for y in range(cards.HEIGHT) for x in (330, 870) if rows[y * stride + 1 + x] == ink]
    cart = [y for x, y in dots if x == 330]
    card = [y for x, y in dots if x == 870]
    assert sum(cart) / len(cart) < cards.HEIGHT / 2 < sum(card) / len(card), "+1 is above the middle, -1.5 below"


def test_linked_data_is_json_that_no_title_can_end(load):
    made = files_of(load({**THERE, "site.yaml": SITE.replace("Tiny & <Co>", "Tiny </script><b>")}))
    home, page = (
        re.findall(r'<script type="application/ld\+json">(.*?)</script>', text(made, path))
        for path in ("index.html", "journeys/checkout/index.html")
    )
    assert json.loads(home[0])["@type"] == "WebSite"
    assert json.loads(home[0])["url"] == f"{AT}/"
    assert "<" not in home[0]
    way = json.loads(page[0])["itemListElement"]
    assert [item["position"] for item in way] == list(range(1, len(way) + 1))
    assert way[0]["item"] == f"{AT}/"
    assert way[-1]["item"] == f"{AT}/journeys/checkout/index.html"


def test_the_page_of_lost_addresses_counts_from_the_top_of_the_host(load):
    made = files_of(load(THERE))
    for path in ("404.html", "pl/404.html"):
        page = text(made, path)
        found = re.findall(r'(?:href|src|data-manifest)="([^"#]+)', page)
        assert len(found) > 5
        assert [href for href in found if not href.startswith("/atlas/")] == []
        there = [href.removeprefix("/atlas/") for href in found]
        assert [href for href in there if href not in made] == []
        assert "canonical" not in page
    nowhere = files_of(load({"site.yaml": "title: Tiny\n"}))["404.html"].decode()
    assert 'href="theme/site.css"' in nowhere, "from disk it must look as it does now"


def test_an_old_address_leads_to_the_new_one(load):
    made = files_of(load(THERE))
    old = text(made, "pl/journeys/till/index.html")
    assert '<meta http-equiv="refresh" content="0; url=../checkout/index.html">' in old
    assert '<a href="../checkout/index.html">' in old
    assert f'<link rel="canonical" href="{AT}/pl/journeys/checkout/index.html">' in old
    assert "przeniesiona" in old
    assert 'href="../../../theme/site.css"' in old
    tabs = [path for path in made if path.startswith("journeys/checkout/") and path.endswith("/index.html")]
    assert len(tabs) > 1
    assert all(path.replace("/checkout/", "/till/") in made for path in tabs)


def test_an_old_id_that_is_somebodys_present_one_is_said(load):
    other = "---\ntitle: The till\npersonas: [anna]\ngoal: Pay\n---\n"
    project = load({**THERE, "content/journeys/till/journey.md": other})
    assert [problem.code for problem in project.report if problem.severity.value == "error"] == ["R002"]


def test_a_journey_has_a_twin_in_markdown_and_llms_txt_leads_to_it(load):
    made = files_of(load(THERE))
    twin = text(made, "journeys/checkout/index.md")
    assert twin.startswith("# I check out\n\n> Pay and be done\n")
    assert "\n*not* a list" not in twin
    assert "\n\\# no *heading* \\*\n" not in twin
    assert "### I type the card number" in twin
    assert "- Emotion, Anna: −1.5" in twin
    assert "- Pains: it forgets" in twin
    assert '<link rel="alternate" type="text/markdown" href="index.md">' in text(made, "journeys/checkout/index.html")
    listed = text(made, "llms.txt")
    assert listed.startswith("# Tiny & \\<Co\\>\n\n> Paying well\n")
    assert f"- [I check out]({AT}/journeys/checkout/index.md): Pay and be done" in listed
    relative = text(files_of(load({**THERE, "site.yaml": "title: Tiny\nlanguages: [en, pl]\n"})), "pl/llms.txt")
    assert "(journeys/checkout/index.md)" in relative


def test_only_what_says_something_new_is_made_again(load):
    folder, memo, state = engine.MemoryFolder(), engine.MemoryMemo(), engine.State()

    def built(project: pipeline.Project) -> set[str]:
        nonlocal state
        result = pipeline.build(project, pipeline.renderer_of(project, memo), state, folder)
        state = result.state
        return {each.path for each in result.built}

    built(load(THERE))
    assert built(load(THERE)) == set()
    later = {**THERE, "content/personas/anna.md": ANNA.replace("2026-11-02", "2026-11-03")}
    again = built(load(later))
    assert {"feed.xml", "sitemap.xml"} <= again
    assert not again & {"journeys/checkout/card.png", "llms.txt", "manifest.webmanifest", "robots.txt"}


def test_the_manifest_finds_the_icon(load):
    made = files_of(load(THERE))
    said = json.loads(made["pl/manifest.webmanifest"])
    assert (said["name"], said["lang"]) == ("Tiny & <Co>", "pl")
    assert said["icons"][0]["src"] == "../theme/favicon.svg"
    assert "theme/favicon.svg" in made
    assert 'data-manifest="manifest.webmanifest"' in text(made, "pl/index.html")
