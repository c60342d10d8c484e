"""Badges: small pictures of how a journey stands, to be embedded in a wiki, a read-me or a dashboard.

Four of each journey, in each language, if ``site.yaml`` asks for them: when it was reviewed, how much of it has
evidence, how it feels on the whole, and its health.  Each says its words in its title, so that nobody has to see it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

from cjmgen.analysis.coverage import evidence_share
from cjmgen.analysis.emotion import curves_of, mean
from cjmgen.analysis.freshness import review_of
from cjmgen.analysis.health import health_of
from cjmgen.analysis.index import Atlas
from cjmgen.diagrams.text_width import text_width
from cjmgen.exporters.base import Export, Exporter, Published
from cjmgen.exporters.xml import element
from cjmgen.model import Journey

HEIGHT: Final = 20
SIZE: Final = 11
PADDING: Final = 7
GOOD_PCT, POOR_PCT = 75, 40
"""From here on a share is good; below this one it is poor."""
FELT: Final = 0.25
"""A mean further than this from 0 is good or poor."""

Tone = Literal["good", "fair", "poor", "unknown"]
COLOURS: dict[Tone, str] = {"good": "#1b6b4a", "fair": "#7a5a00", "poor": "#a3320b", "unknown": "#5b6470"}
"""White words on each keep a contrast of 5 and more."""
LABEL_COLOUR: Final = "#333a42"


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    lang: str
    label: str
    value: str
    tone: Tone


def exports(published: Published) -> Iterable[Export]:
    for lang, atlas in published.atlases.items():
        if not atlas.site.badges:
            continue
        for journey in atlas.site.journeys:
            folder = published.path_of(lang, "journey", journey.id).removesuffix("index.html")
            for name, value, tone in _values(journey, atlas, partial(published.say, lang)):
                badge = Badge(lang=lang, label=published.say(lang, f"badge.{name}"), value=value, tone=tone)
                yield Export(path=f"{folder}badges/{name}.svg", value=badge, write=write)


def _values(journey: Journey, atlas: Atlas, say: partial[str]) -> Iterator[tuple[str, str, Tone]]:
    review = review_of(journey, atlas)
    tones: dict[str, Tone] = {
        "in-time": "good",
        "due": "fair",
        "overdue": "poor",
        "never": "poor",
        "unknown": "unknown",
    }
    day = review.reviewed.isoformat() if review.reviewed else say("badge.never")
    late = f" · {say('review.overdue')}" if review.state == "overdue" else ""
    yield "reviewed", day + late, tones[review.state]
    share = evidence_share(journey, journey.steps, atlas)
    pct = round(100 * share.done / share.of) if share.of else None
    yield "evidence", _or_unknown(pct, "%", say), _of_share(pct)
    means = [felt for curve in curves_of(journey, atlas) if (felt := mean(curve.points)) is not None]
    felt = round(sum(means) / len(means), 1) if means else None
    tone: Tone = "unknown" if felt is None else "good" if felt > FELT else "poor" if felt < -FELT else "fair"
    said = say("theme.not-known") if felt is None else f"{felt:+.1f}".replace("-", "−") if felt else "0"
    yield "emotion", said, tone
    score = health_of(journey, atlas).score
    yield "health", _or_unknown(score, "", say), _of_share(score)


def _or_unknown(value: float | None, unit: str, say: partial[str]) -> str:
    return say("theme.not-known") if value is None else f"{value}{unit}"


def _of_share(pct: float | None) -> Tone:
    if pct is None:
        return "unknown"
    return "good" if pct >= GOOD_PCT else "poor" if pct < POOR_PCT else "fair"


def write(badge: Badge) -> bytes:
    left, right = (round(text_width(words, SIZE)) + 2 * PADDING for words in (badge.label, badge.value))
    whole = f"{badge.label}: {badge.value}"
    attributes = (
        f'xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="{HEIGHT}" '
        f'viewBox="0 0 {left + right} {HEIGHT}" role="img" font-family="sans-serif" font-size="{SIZE}"'
    )
    parts = [
        f'<svg {attributes} xml:lang="{badge.lang}">',
        element("title", whole),
        element("rect", width=str(left), height=str(HEIGHT), fill=LABEL_COLOUR),
        element("rect", x=str(left), width=str(right), height=str(HEIGHT), fill=COLOURS[badge.tone]),
        element("text", badge.label, x=str(PADDING), y="14", fill="#fff"),
        element("text", badge.value, x=str(left + PADDING), y="14", fill="#fff"),
        "</svg>\n",
    ]
    return "\n".join(parts).encode()


EXPORTER = Exporter(name="badges", exports=exports)
