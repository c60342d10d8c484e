"""A sheet of a poster: head, bands and foot, placed on the paper.

The whole journey stands on one sheet, in one band or two; or a stage stands on a page, with the
journey's name and the personas repeated on each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from cjmgen.analysis.emotion import PersonaCurve
from cjmgen.analysis.index import Atlas
from cjmgen.diagrams import fit
from cjmgen.markup.markdown import plain_text
from cjmgen.model import Journey
from cjmgen.views.poster.band import Area, Band, band_of
from cjmgen.views.poster.facts import Fact
from cjmgen.views.poster.head import Head, head_of
from cjmgen.views.poster.ideas import MOST, Ideas, ideas_of
from cjmgen.views.poster.paper import HEIGHT, MARGIN, PAGE_TYPE, SHEET_TYPE, WIDTH, Type

ONE_BAND, MAX_COLUMNS = 12, 14
"""Steps that stand side by side on a sheet: where one band is enough, and at most."""
MAX_PAGE_COLUMNS = 8
"""Side by side on an A4 page; a stage with more steps goes on on the next page."""
MAX_PAGES = 40
FOOT = 57.0
QR = 51.0
BAND_GAP = 12.0
SITE_WIDTH = 330.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One sign of the legend."""

    kind: str
    """"scale", "moment", "computed", "unknown", "pain" or "idea"."""
    x: float
    y: float
    """Baseline of its words."""
    size: float
    """Of its words."""
    mark: tuple[float, float, float]
    """Top of the sign as seen from the baseline, width and height."""
    words_x: float
    words_width: float
    """What there is room for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    number: int
    """Of the page, from 1; 0: the whole journey on one sheet."""
    total: int
    width: float
    height: float
    type: Type
    site: str
    """The site's title, as far as it fits."""
    head: Head
    bands: tuple[Band, ...]
    ideas: Ideas | None
    keys: tuple[Key, ...]
    foot_y: float
    """Of the rule above the foot."""
    meta_y: float
    left: float
    right: float
    qr: tuple[float, float, float]
    """Left, top and size of the place for the code."""
    qr_words_x: float
    """Right end of the words beside it."""


def sheet_of(journey: Journey, facts: Sequence[Fact], curves: Sequence[PersonaCurve], atlas: Atlas) -> Sheet | None:
    """The whole journey; ``None`` if it is too long for one sheet."""
    parts = _bands(facts)
    if parts is None:
        return None
    head = head_of(journey, atlas, SHEET_TYPE, "", journey.title, journey.goal)
    return _sheet(journey, curves, atlas, SHEET_TYPE, parts, head, (0, 0))


def pages_of(
    journey: Journey, facts: Sequence[Fact], curves: Sequence[PersonaCurve], atlas: Atlas
) -> tuple[Sheet, ...]:
    """A page a stage, more for a long one; none if they would be more than anybody hangs up."""
    stages = [stage for stage in journey.stages if stage.steps]
    parts = [part for _, group in groupby(facts, key=lambda fact: fact.stage) for part in _evenly(list(group))]
    if len(parts) > MAX_PAGES:
        return ()
    pages: list[Sheet] = []
    for number, part in enumerate(parts, 1):
        stage = stages[part[0].stage]
        title = f"{part[0].stage + 1} {stage.name}"
        head = head_of(journey, atlas, PAGE_TYPE, journey.title, title, stage.goal or "")
        pages.append(_sheet(journey, curves, atlas, PAGE_TYPE, [part], head, (number, len(parts))))
    return tuple(pages)


def _bands(facts: Sequence[Fact]) -> list[list[Fact]] | None:
    """One band, or two about equally long, cut between stages where possible; ``None`` if two are too few."""
    if len(facts) <= ONE_BAND:
        return [list(facts)]
    cuts = [i for i in range(1, len(facts)) if facts[i].stage != facts[i - 1].stage]
    for some in (cuts, range(1, len(facts))):
        cut = min(some, key=lambda i: max(i, len(facts) - i), default=0)
        if cut and max(cut, len(facts) - cut) <= MAX_COLUMNS:
            return [list(facts[:cut]), list(facts[cut:])]
    return None


def _evenly(facts: list[Fact]) -> list[list[Fact]]:
    pages = -(-len(facts) // MAX_PAGE_COLUMNS)
    ends = [round(len(facts) * i / pages) for i in range(pages + 1)]
    return [facts[start:end] for start, end in pairwise(ends)]


def _sheet(
    journey: Journey, curves: Sequence[PersonaCurve], atlas: Atlas, type: Type, parts: Sequence[Sequence[Fact]],
    head: Head, at: tuple[int, int],
) -> Sheet:  # fmt: skip
    left, right, foot_y = MARGIN, WIDTH - MARGIN, HEIGHT - MARGIN - FOOT
    shown = [fact for part in parts for fact in part]
    ideas = ideas_of(shown, type, left, right, foot_y - 5, HEIGHT * MOST)
    top, bottom = head.bottom + 9, (ideas.top if ideas else foot_y) - 12
    height = (bottom - top - BAND_GAP * (len(parts) - 1)) / len(parts)
    bands = []
    for i, part in enumerate(parts):
        y = top + (height + BAND_GAP) * i
        bands.append(band_of(journey, part, curves, type, Area(left, y, right, y + height), with_stages=at[0] == 0))
    return Sheet(
        number=at[0], total=at[1], width=WIDTH, height=HEIGHT, type=type,
        site=fit(plain_text(atlas.site.title), SITE_WIDTH, type.small), head=head, bands=tuple(bands), ideas=ideas,
        keys=_keys(bands, ideas, type, foot_y), foot_y=foot_y, meta_y=round(foot_y + FOOT, 2), left=left, right=right,
        qr=(right - QR, foot_y + 6, QR), qr_words_x=right - QR - 6,
    )  # fmt: skip


def _keys(bands: Sequence[Band], ideas: Ideas | None, type: Type, foot_y: float) -> tuple[Key, ...]:
    """The signs that are in the picture, three in a row."""
    columns = [column for band in bands for column in band.columns]
    pictures = [band.picture for band in bands if band.picture is not None]
    dots = [dot for picture in pictures for line in picture.lines for dot in line.dots]
    there = {
        "scale": bool(pictures),
        "moment": any(note.kind == "moment" for picture in pictures for note in picture.notes),
        "computed": any(not dot.given for dot in dots),
        "unknown": any(picture.hatches for picture in pictures),
        "pain": any(column.pains for column in columns),
        "idea": ideas is not None,
    }
    kinds = [kind for kind, is_there in there.items() if is_there]
    width = (WIDTH - 2 * MARGIN - QR - 20) / 3
    size, pitch = type.small, type.small * 1.55
    return tuple(
        Key(
            kind=kind, x=round(MARGIN + width * (i % 3), 2), y=round(foot_y + pitch * (i // 3 + 1), 2),
            size=size, mark=(-size, size * 3, round(size * 1.2, 2)), words_x=round(size * 3, 2),
            words_width=round(width - size * 4, 2),
        )
        for i, kind in enumerate(kinds)
    )  # fmt: skip
