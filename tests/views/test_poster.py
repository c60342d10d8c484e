"""The poster: legible from two metres, whole, and honest about what did not fit."""

from __future__ import annotations

import math
import re
from itertools import pairwise

import pytest
from conftest import SITE, Load, tiny

from cjmgen import engine, pipeline
from cjmgen.diagrams import text_width
from cjmgen.views.poster import Poster, compute
from cjmgen.views.poster.facts import letter_of
from cjmgen.views.poster.paper import A4_WIDTH_MM, CAPITAL, HEIGHT, LEAST_SIZE_MM, PAGE_TYPE, SHEET_TYPE, WIDTH
from cjmgen.views.poster.sheet import MAX_PAGE_COLUMNS, MAX_PAGES, Sheet

STAGE = "content/journeys/checkout/{:02}-s{}.md"
LONG = "Nobody tells me before I pay that the parcel goes to a locker at the other end of the town"
OPPORTUNITY = "---\ntitle: How might we {}?\n---\n"


def stages(*sizes: int, about: str = "") -> dict[str, str | None]:
    """A journey with so many steps in each stage."""
    files: dict[str, str | None] = {"content/journeys/checkout/01-pay.md": None}
    number = 0
    for at, size in enumerate(sizes, 1):
        steps = ""
        for _ in range(size):
            number += 1
            more = about.replace("#", str(number))
            feeling = number % 5 - 2
            steps += f"  - {{id: s{number}, name: I do thing {number}, channel: web, emotion: {feeling}{more}}}\n"
        files[STAGE.format(at, at)] = f"---\nname: Stage {at}\nsteps:\n{steps}---\n"
    return files


def poster(load: Load, files: dict[str, str | None]) -> Poster:
    project = load(files)
    assert not project.report.has_errors, list(project.report)
    made = compute(project.site.journeys[0], next(iter(project.atlases.values())))
    assert made is not None
    return made


def sheets(made: Poster) -> list[Sheet]:
    return [*([made.sheet] if made.sheet else []), *made.pages]


def texts(sheet: Sheet) -> list[tuple[float, float, float, str]]:
    """Left, baseline, size and words of everything an author wrote on a sheet, as it was placed."""
    blocks = [sheet.head.title, sheet.head.goal]
    blocks += [block for who in sheet.head.travellers for block in (who.name, who.role)]
    for band in sheet.bands:
        blocks += [head.block for head in band.stages]
        for column in band.columns:
            blocks += [column.name, column.doing, *(item.block for item in column.pains)]
            blocks += [column.channel] if column.channel else []
    blocks += [line.block for line in sheet.ideas.lines] if sheet.ideas else []
    return [(block.x, y, block.size, words) for block in blocks for y, words in block.lines]


def test_the_smallest_type_can_be_read_from_two_metres_on_a0() -> None:
    seen_minutes = math.degrees(2 * math.atan(SHEET_TYPE.smallest * CAPITAL / 2 / 2000)) * 60
    assert WIDTH == 1189, "a unit is a millimetre on A0"
    assert seen_minutes >= 10
    assert pytest.approx(8.13, abs=0.01) == LEAST_SIZE_MM


def test_a_page_in_the_hand_has_no_type_below_three_millimetres() -> None:
    assert PAGE_TYPE.smallest * A4_WIDTH_MM / WIDTH >= 3.0


def test_no_word_of_an_author_is_set_smaller_than_that(load: Load) -> None:
    for sheet in sheets(poster(load, stages(4, 6, 3, about=f", doing: '{LONG}', pains: ['{LONG}']"))):
        assert min(size for _, _, size, _ in texts(sheet)) >= sheet.type.smallest


def test_a_sheet_is_not_higher_than_any_a_size() -> None:
    assert math.sqrt(2) <= WIDTH / HEIGHT


@pytest.mark.parametrize("about", ["", f", doing: '{LONG}', pains: ['{LONG}', '{LONG}', '{LONG} # too']"])
@pytest.mark.parametrize("sizes", [(1,), (2, 1), (4, 4, 6, 3, 3), (14,), (7, 7, 7, 7), (8, 9)])
def test_every_word_stands_on_the_paper_and_in_its_column(load: Load, sizes: tuple[int, ...], about: str) -> None:
    made = poster(load, stages(*sizes, about=about))
    for sheet in sheets(made):
        for x, y, size, words in texts(sheet):
            assert 0 < x < x + text_width(words, size) < WIDTH, words
            assert size < y < HEIGHT, words
        for band in sheet.bands:
            edges = [*(column.x for column in band.columns), band.right]
            for column, (left, right) in zip(band.columns, pairwise(edges), strict=True):
                for block in (column.name, column.doing, *(item.block for item in column.pains)):
                    for _, words in block.lines:
                        assert left <= block.x
                        assert block.x + text_width(words, block.size) <= right + 0.1, words


@pytest.mark.parametrize("sizes", [(4, 4, 6, 3, 3), (7, 7, 7, 7)])
def test_rows_do_not_run_into_each_other(load: Load, sizes: tuple[int, ...]) -> None:
    full = f", doing: '{LONG}', pains: ['{LONG}', '{LONG} too'], opportunities: [o#]"
    count = sum(sizes)
    ideas: dict[str, str | None] = {
        f"content/opportunities/o{i}.md": OPPORTUNITY.format(f"{LONG} {i}") for i in range(1, count + 1)
    }
    made = poster(load, {**stages(*sizes, about=full), **ideas})
    for sheet in sheets(made):
        ends = [sheet.head.bottom]
        for band in sheet.bands:
            assert band.top >= ends[-1]
            assert band.picture is not None
            curve_end = band.curve_y + band.picture.height * sheet.type.curve
            for column in band.columns:
                rows = [column.name, column.channel, column.doing]
                lasts = [row.lines[-1][0] for row in rows if row is not None and row.lines]
                assert lasts == sorted(lasts)
                assert lasts[-1] < band.curve_y
                assert all(curve_end < item.block.lines[0][0] for item in column.pains)
                assert all(item.block.lines[-1][0] <= band.bottom + 1 for item in column.pains)
            ends.append(band.bottom)
        assert sheet.ideas is not None
        assert ends[-1] < sheet.ideas.top
        assert max(y for line in sheet.ideas.lines for y, _ in line.block.lines) < sheet.foot_y


def test_a_page_a_stage_and_a_long_stage_goes_on_on_the_next(load: Load) -> None:
    made = poster(load, stages(3, MAX_PAGE_COLUMNS + 1, 2))
    assert [len(page.bands[0].columns) for page in made.pages] == [3, 4, 5, 2]
    assert [(page.number, page.total) for page in made.pages] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert [page.head.title.lines[0][1] for page in made.pages] == ["1 Stage 1", "2 Stage 2", "2 Stage 2", "3 Stage 3"]
    assert {page.head.over for page in made.pages} == {"I check out"}
    assert all(page.head.travellers for page in made.pages), "the personas are on every page"


def test_a_sheet_has_two_bands_cut_between_stages(load: Load) -> None:
    made = poster(load, stages(4, 4, 6, 3, 3))
    assert made.sheet is not None
    assert [len(band.columns) for band in made.sheet.bands] == [8, 12]
    assert [[head.block.lines[0][1] for head in band.stages] for band in made.sheet.bands] == [
        ["1 Stage 1", "2 Stage 2"],
        ["3 Stage 3", "4 Stage 4", "5 Stage 5"],
    ]
    assert [len(band.leads) for band in made.sheet.bands] == [1, 1], "the curve leads on from one to the other"


def test_too_long_for_one_sheet_leaves_the_pages_and_far_too_long_the_words(load: Load) -> None:
    long = poster(load, stages(*[6] * 6))
    assert long.sheet is None
    assert len(long.pages) == 6
    endless = poster(load, stages(*[1] * (MAX_PAGES + 1)))
    assert endless.pages == ()
    assert [step.number for stage in endless.stages for step in stage.steps] == list(range(1, MAX_PAGES + 2))


def test_what_has_no_room_is_counted_and_is_in_the_words(load: Load) -> None:
    pains = ", ".join(f"'{LONG} {i}'" for i in range(20))
    made = poster(load, stages(2, about=f", pains: [{pains}]"))
    assert made.sheet is not None
    for column in made.sheet.bands[0].columns:
        assert column.more is not None
        assert len(column.pains) + int(column.more[2].removeprefix("+")) == 20
    assert [len(step.pains) for step in made.stages[0].steps] == [20, 20]


def test_an_opportunity_has_one_letter_wherever_it_is_named(load: Load) -> None:
    pain = "{id: p, text: It hurts, severity: high, opportunities: [faster]}"
    about = f", pains: [{pain}], opportunities: [faster, later]"
    made = poster(
        load,
        {
            **stages(2, about=about),
            "content/opportunities/faster.md": OPPORTUNITY.format("be faster"),
            "content/opportunities/later.md": OPPORTUNITY.format("wait").replace("---\n", "---\nstatus: dropped\n", 1),
        },
    )
    assert made.sheet is not None
    assert made.sheet.ideas is not None
    assert [(line.badge.letter, line.target.id) for line in made.sheet.ideas.lines] == [("A", "faster")]
    for column in made.sheet.bands[0].columns:
        assert [[badge.letter for badge in item.badges] for item in column.pains] == [["A"]]
        assert [item.severity for item in column.pains] == ["high"]
        assert column.badges == (), "it stands at its pain already"
    assert [letter_of(number) for number in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def test_nobody_s_emotion_known_is_no_curve_and_no_steps_no_poster(load: Load) -> None:
    bare = {"content/journeys/checkout/01-pay.md": "---\nname: Pay\nsteps:\n  - {id: a, name: I pay}\n---\n"}
    made = poster(load, bare)
    assert made.sheet is not None
    assert made.sheet.bands[0].picture is None
    empty = load({"content/journeys/checkout/01-pay.md": "---\nname: Pay\nsteps: []\n---\n"})
    assert compute(empty.site.journeys[0], next(iter(empty.atlases.values()))) is None


@pytest.mark.parametrize("lang", ["en", "pl", "zh-Hans"])
def test_our_own_words_fit_into_their_places(load: Load, lang: str) -> None:
    project = load({"site.yaml": SITE + f"languages: [{lang}]\n"})
    words = pipeline.renderer_of(project, engine.MemoryMemo()).words[lang]
    made = poster(load, stages(3, 3))
    for sheet in sheets(made):
        for key in sheet.keys:
            assert text_width(words[f"poster.key-{key.kind}"], key.size) <= key.words_width
        small = sheet.type.small
        meta = f"2026-09-30 · {words['theme.revision']} · {words['poster.page']}"
        live = text_width(words["poster.live"], small)
        assert sheet.left + 330 + text_width(meta, small) + live < sheet.qr_words_x
        for band in sheet.bands:
            assert band.pains_y is None or text_width(words["poster.pains"], small) < 4 * sheet.type.line


def page(url: str = "") -> str:
    files = stages(3, 3) | {"site.yaml": SITE + url}
    project = pipeline.load_tree(tiny(files), revision=pipeline.Revision("0123456789abcdef" * 3, None))
    folder = engine.MemoryFolder()
    pipeline.build(project, pipeline.renderer_of(project, engine.MemoryMemo()), engine.State(), folder)
    return folder.read("journeys/checkout/poster/index.html").decode()


def test_the_foot_says_the_commit_and_leads_to_the_live_page() -> None:
    text = page("url: https://example.org/atlas/\n")
    labels = re.findall(r'aria-label="QR code: ([^"]+)"', text)
    assert labels == ["https://example.org/atlas/journeys/checkout/index.html"] * 3, "on the sheet and on both pages"
    assert "0123456" in text


def test_without_an_address_there_is_no_code() -> None:
    assert "poster__qr" not in page()
