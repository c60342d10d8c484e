"""Emotion curves as a picture: where to draw every line, marker and word, in SVG user units.

The map, the curve and every view that lays one curve over another use the same
geometry: a column a step, a dot in its middle, 0 in the middle of the height.
Nothing here knows a colour; words are placed by an estimate of their width, so that
no label stands on a marker or on another label as long as there is room elsewhere.

Finding that room takes longer than all else on a map.  So a view model holds a *sketch*,
what there is to draw, and the picture is drawn from it when a page is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from cjmgen.analysis.curve_path import monotone_path
from cjmgen.analysis.emotion import CurvePoint, PersonaCurve, felt, segments
from cjmgen.diagrams.text_width import text_width, wrap
from cjmgen.model import as_foreign, lang_of
from cjmgen.views.curve_shapes import TEXT_SIZE, Dot, Frame, Line, Note, Picture, Track
from cjmgen.views.labels import Box, Place, Sheet

LEADING = 15.0
MARK, STAR = 12.0, 22.0
"""Sizes of a persona's marker and of a moment of truth's star."""
DODGE = 8.0
"""Personas who feel the same stand this far left and right of the column's middle."""
CLOSE = 10.0
"""Markers nearer than this hide each other."""
HATCH_HEIGHT = 10.0
SCALE = ("+2", "+1", "0", "−1", "−2")
NOTE_WIDTH = 96.0
"""The name of a moment of truth may be at least so wide, even over a narrower column."""
NOT_KNOWN_WIDTH = 78.0
"""Room for ": not known" in any of our languages."""
DOUBT = {"high": 0.2, "medium": 0.4, "low": 0.8}
"""How far a computed mean may be off either way, in points of emotion; see the thresholds of ``analysis.emotion``."""


def tracks_of(curves: Sequence[PersonaCurve], frame: Frame) -> tuple[Track, ...]:
    """One track a persona, each step in the middle of its column."""
    return tuple(
        Track(
            number=curve.persona.number,
            name=curve.persona.name,
            points=curve.points,
            xs=tuple(frame.step_width * (i + 0.5) for i in range(len(curve.points))),
        )
        for curve in curves
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What a picture is drawn from."""

    tracks: tuple[Track, ...]
    stage_sizes: tuple[int, ...]
    """How many steps each stage of the journey has."""
    frame: Frame
    has_words: bool = True
    """Numbers at the dots, names at moments of truth and at gaps; a small picture has no room for them."""

    @property
    def picture(self) -> Picture:
        """Drawn anew each time."""
        return _drawn(self.tracks, self.stage_sizes, self.frame, self.has_words)

    @property
    def has_computed(self) -> bool:
        return any(p.emotion is not None and not p.given for track in self.tracks for p in track.points)

    @property
    def has_unknown(self) -> bool:
        """Somewhere it is not known how a persona of the journey itself feels."""
        return any(p.emotion is None and p.step_id for t in self.tracks if not t.is_other for p in t.points)


def _drawn(tracks: Sequence[Track], stage_sizes: Sequence[int], frame: Frame, has_words: bool) -> Picture:
    count = sum(stage_sizes)
    width = frame.step_width * count
    own = [track for track in tracks if not track.is_other]
    columns = _columns(own)
    xs = _dodged(own, frame)
    placed = [(track, xs[i] if not track.is_other else track.xs) for i, track in enumerate((*own, *_others(tracks)))]
    starred = {step: known[0] for step, (moment, known, _) in enumerate(columns) if moment and known}

    sheet = Sheet(width, frame.height)
    for track, at in placed if has_words else ():
        for box in _line_boxes(track, at, frame):
            sheet.take(box, 0.4)
        for point, x in zip(track.points, at, strict=True):
            if point.emotion is not None:
                half = (STAR if starred.get(point.step_index) is track else MARK) / 2 + 1
                y = frame.y(point.emotion)
                sheet.take(Box(x - half, y - half, x + half, y + half), 8.0)

    lines = tuple(
        Line(
            number=track.number,
            name=track.name,
            is_other=track.is_other,
            paths=_paths(track, at, frame),
            dots=_dots(track, at, sheet if has_words else None, Stand(frame, columns, starred)),
        )
        for track, at in placed
    )
    moments = [
        _moment_note(step, moment, known, frame, sheet)
        for step, (moment, known, _) in enumerate(columns)
        if moment and has_words
    ]
    unknown = [
        note
        for step, (_, known, missing) in enumerate(columns)
        if has_words
        for note in _unknown_notes(step, known, missing, frame, sheet)
    ]
    starts = set(accumulate(stage_sizes))
    return Picture(
        width=width, height=frame.height, zero_y=frame.zero_y,
        scale=tuple((frame.y(emotion), words) for emotion, words in zip((2, 1, 0, -1, -2), SCALE, strict=True)),
        rules=tuple((frame.step_width * step, step in starts) for step in range(1, count)),
        hatches=_hatches([bool(missing) for *_, missing in columns], frame),
        hatch_y=frame.zero_y - HATCH_HEIGHT / 2, hatch_height=HATCH_HEIGHT,
        stars=tuple(
            (frame.step_width * (step + 0.5) - STAR / 2, frame.zero_y - STAR / 2)
            for step, (moment, known, _) in enumerate(columns)
            if moment and not known
        ),
        star_size=STAR, lines=tuple(reversed(lines)), notes=(*moments, *unknown),
    )  # fmt: skip


Column = tuple[str | None, list[Track], list[Track]]
"""A step's moment of truth, the tracks that are known there, and those that are not."""


def _columns(own: Sequence[Track]) -> list[Column]:
    made: list[Column] = []
    for points in zip(*(track.points for track in own), strict=True):
        pairs = list(zip(own, points, strict=True))
        known = [track for track, point in pairs if point.emotion is not None]
        missing = [track for track, point in pairs if point.emotion is None and point.step_id]
        made.append((points[0].moment, known, missing))
    return made


def _others(tracks: Sequence[Track]) -> list[Track]:
    return [track for track in tracks if track.is_other]


def _dodged(own: Sequence[Track], frame: Frame) -> list[tuple[float, ...]]:
    """Where each track's points stand, those that would hide each other set apart."""
    xs = [list(track.xs) for track in own]
    for step in range(len(own[0].points) if own else 0):
        heights = [(frame.y(p.emotion), i) for i, t in enumerate(own) if (p := t.points[step]).emotion is not None]
        group: list[tuple[float, int]] = []
        for height in [*sorted(heights), (float("inf"), -1)]:
            if group and height[0] - group[-1][0] >= CLOSE:
                for place, (_, i) in enumerate(sorted(group, key=lambda at: at[1])):
                    xs[i][step] += (2 * place - len(group) + 1) * DODGE
                group = []
            group.append(height)
    return [tuple(at) for at in xs]


def _paths(track: Track, xs: Sequence[float], frame: Frame) -> tuple[str, ...]:
    place = dict(zip((p.step_id for p in track.points), xs, strict=True))
    steps = tuple(point for point in track.points if point.step_id)
    runs = [run for run in segments(steps) if len(run) > 1]
    return tuple(
        monotone_path([place[p.step_id] for p in run], [frame.y(p.emotion or 0.0) for p in run]) for run in runs
    )


def _line_boxes(track: Track, xs: Sequence[float], frame: Frame) -> list[Box]:
    """Small boxes along the line, near the dots, where labels would stand on it."""
    boxes: list[Box] = []
    pairs = list(zip(track.points, xs, strict=True))
    for (a, ax), (b, bx) in pairwise(pairs):
        if a.emotion is None or b.emotion is None:
            continue
        ay, by = frame.y(a.emotion), frame.y(b.emotion)
        for eighth in range(1, 8):
            x, y = ax + (bx - ax) * eighth / 8, ay + (by - ay) * eighth / 8
            boxes.append(Box(x - 6, y - 5, x + 6, y + 5))
    return boxes


@dataclass(frozen=True, slots=True)
class Stand:
    """What a dot has to know of the others."""

    frame: Frame
    columns: list[Column]
    starred: dict[int, Track]
    """Step -> the track whose dot is the star of its moment of truth."""


def _dots(track: Track, xs: Sequence[float], sheet: Sheet | None, stand: Stand) -> tuple[Dot, ...]:
    frame, columns = stand.frame, stand.columns
    dots: list[Dot] = []
    known = [point for point in track.points if point.emotion is not None]
    extremes = (max(known, key=felt), min(known, key=felt)) if known else ()
    for point, x in zip(track.points, xs, strict=True):
        if point.emotion is None:
            continue
        y = frame.y(point.emotion)
        is_star = not track.is_other and stand.starred.get(point.step_index) is track
        size = STAR if is_star else MARK
        off = None if point.given or point.confidence is None else DOUBT.get(point.confidence)
        ends = (min(2.0, point.emotion + (off or 0)), max(-2.0, point.emotion - (off or 0)))
        label = (
            None
            if sheet is None or point.step_id in track.said or (track.is_other and point not in extremes)
            else sheet.settle(
                _label_places(x, y, size / 2, _is_above(track, point, columns, frame)),
                text_width(f"{point.emotion:+.1f}", TEXT_SIZE, bold=True),
                TEXT_SIZE,
            )
        )
        dots.append(
            Dot(
                x=x, y=y, symbol="i-star" if is_star else f"m-{track.number}", size=size,
                mark_x=round(x - size / 2, 1), mark_y=round(y - size / 2, 1),
                step=point.step_id, step_name=point.name, emotion=point.emotion, given=point.given,
                confidence=point.confidence, n=point.n,
                doubt=(frame.y(ends[0]), frame.y(ends[1])) if off else None, label=label,
            )
        )  # fmt: skip
    return tuple(dots)


def _is_above(track: Track, point: CurvePoint, columns: list[Column], frame: Frame) -> bool:
    """Whether the number had better stand above its dot: on the outer side of the column, or of the bend."""
    emotion = point.emotion or 0.0
    if not track.is_other:
        beside = [t.points[point.step_index].emotion or 0.0 for t in columns[point.step_index][1] if t is not track]
        if beside and (emotion > max(beside) or emotion < min(beside)):
            return emotion > max(beside)
    at = track.points.index(point)
    around = [p.emotion for p in track.points[max(at - 1, 0) : at + 2] if p is not point and p.emotion is not None]
    return emotion >= sum(around) / len(around) if around else emotion >= 0


def _label_places(x: float, y: float, half: float, above: bool) -> tuple[Place, ...]:
    up, down = Place(x, round(y - half - 5, 1)), Place(x, round(y + half + 14, 1))
    first, second = (up, down) if above else (down, up)
    return (
        first,
        Place(second.x, second.y, cost=60),
        Place(x + half + 5, y + 4, "start", cost=90),
        Place(x - half - 5, y + 4, "end", cost=90),
        Place(x, round(first.y + (-14 if above else 14), 1), cost=120),
        Place(x, round(second.y + (14 if above else -14), 1), cost=160),
    )


def _moment_note(step: int, moment: str, known: list[Track], frame: Frame, sheet: Sheet) -> Note:
    x = frame.step_width * (step + 0.5)
    words = wrap(moment, max(frame.step_width - 10, NOTE_WIDTH), TEXT_SIZE, 3, bold=True) or (moment,)
    width = max(text_width(line, TEXT_SIZE, bold=True) for line in words)
    emotion = known[0].points[step].emotion if known else None
    star_y = frame.zero_y if emotion is None else frame.y(emotion)
    is_high = emotion is None or emotion >= 0
    places = []
    for y in range(13, round(frame.height - LEADING * (len(words) - 1)) - 3, 3):
        middle = y + LEADING * (len(words) - 1) / 2 - 4
        wrong_side = (middle > star_y) == is_high
        places.append(Place(x, float(y), cost=abs(middle - star_y) * 2 + (90 if wrong_side else 0)))
    place = sheet.settle(places, width, TEXT_SIZE, len(words))
    lang = lang_of(moment)
    lines = tuple((round(place.y + LEADING * i, 1), as_foreign(line, lang)) for i, line in enumerate(words))
    return Note(kind="moment", x=x, lines=lines)


def _unknown_notes(step: int, known: list[Track], missing: list[Track], frame: Frame, sheet: Sheet) -> list[Note]:
    """One a persona who is not known; a single one without a name if nobody is."""
    x = frame.step_width * (step + 0.5)
    notes: list[Note] = []
    for name in [track.name for track in missing] if known else [""] if missing else []:
        width = NOT_KNOWN_WIDTH + text_width(name, TEXT_SIZE)
        near = [frame.zero_y - 14 - 15 * i for i in range(5)] + [frame.zero_y + 24 + 15 * i for i in range(5)]
        places = [Place(x, y, cost=abs(y - 5 - frame.zero_y) * 2) for y in near if 12 < y < frame.height - 4]
        notes.append(Note(kind="unknown", x=x, lines=((sheet.settle(places, width, TEXT_SIZE).y, name),)))
    return notes


def _hatches(unknown: list[bool], frame: Frame) -> tuple[tuple[float, float], ...]:
    """Neighbouring columns in one stretch."""
    stretches: list[tuple[float, float]] = []
    for step, is_unknown in enumerate(unknown):
        x = frame.step_width * step
        if is_unknown and stretches and stretches[-1][0] + stretches[-1][1] == x:
            stretches[-1] = (stretches[-1][0], stretches[-1][1] + frame.step_width)
        elif is_unknown:
            stretches.append((x, frame.step_width))
    return tuple(stretches)
