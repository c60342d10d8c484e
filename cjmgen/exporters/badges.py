"""Badges: small pictures of how a journey stands, to be embedded in a wiki, a read-me or a dashboard.

Four of each journey, in each language, if ``site.yaml`` asks for them: when it was reviewed, how much of it has
evidence, how it feels on the whole, and its health.  Each says its words in its title, so that nobody has to see it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

from cjmgen.analysis.coverage import evidence_share
from cjmgen.analysis.emotion import curves_of, mean, signed
from cjmgen.analysis.freshness import review_of
from cjmgen.analysis.health import health_of
from cjmgen.analysis.index import Atlas
from cjmgen.diagrams.text_width import text_width
from cjmgen.engine import Later
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
REVIEW_TONES: Final[Mapping[str, Tone]] = {
    "in-time": "good",
    "due": "fair",
    "overdue": "poor",
    "never": "poor",
    "unknown": "unknown",
}
Say = Callable[[str], str]
Standing = tuple[str, Tone]
"""In words, and whether that is good."""


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
            for name in STANDINGS:
                badge = partial(_badge, name, journey, atlas, partial(published.say, lang))
                yield Export(path=f"{folder}badges/{name}.svg", value=Later(badge), write=write)


def _badge(name: str, journey: Journey, atlas: Atlas, say: Say) -> Badge:
    value, tone = STANDINGS[name](journey, atlas, say)
    return Badge(lang=atlas.site.lang, label=say(f"badge.{name}"), value=value, tone=tone)


def _reviewed(journey: Journey, atlas: Atlas, say: Say) -> Standing:
    review = review_of(journey, atlas)
    day = review.reviewed.isoformat() if review.reviewed else say("badge.never")
    late = f" · {say('review.overdue')}" if review.state == "overdue" else ""
    return day + late, REVIEW_TONES[review.state]


def _evidence(journey: Journey, atlas: Atlas, say: Say) -> Standing:
    share = evidence_share(journey, journey.steps, atlas)
    pct = round(100 * share.done / share.of) if share.of else None
    return _or_unknown(pct, "%", say), _of_share(pct)


def _emotion(journey: Journey, atlas: Atlas, say: Say) -> Standing:
    means = [felt for curve in curves_of(journey, atlas) if (felt := mean(curve.points)) is not None]
    if not means:
        return say("theme.not-known"), "unknown"
    felt = round(sum(means) / len(means), 1)
    return signed(felt), "good" if felt > FELT else "poor" if felt < -FELT else "fair"


def _health(journey: Journey, atlas: Atlas, say: Say) -> Standing:
    score = health_of(journey, atlas).score
    return _or_unknown(score, "", say), _of_share(score)


STANDINGS: Final[Mapping[str, Callable[[Journey, Atlas, Say], Standing]]] = {
    "reviewed": _reviewed,
    "evidence": _evidence,
    "emotion": _emotion,
    "health": _health,
}
"""What badges tell, and what it is now."""


def _or_unknown(value: float | None, unit: str, say: Say) -> str:
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
