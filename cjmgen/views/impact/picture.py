"""The neighbourhood of an entity as DOT text: what it rests on, itself, what it touches, and what that touches.

Bounded: no more than ``MAX_NODES`` boxes and two steps away.  Many steps are drawn as their journeys,
with their number after the journey's name.  Lengths are CSS pixels unless a name says otherwise;
colours are those of the light theme, pages colour the classes instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from cjmgen.analysis.impact import Impact, TouchedJourney
from cjmgen.analysis.index import Atlas
from cjmgen.diagrams import Edge, Graph, Node, TooLarge, dot_text, fit, px, text_width, wrap
from cjmgen.markup.markdown import plain_text
from cjmgen.model import Target

LAYOUT = "dot"
MAX_BEFORE, MAX_DIRECT, MAX_FURTHER = 7, 18, 14
MAX_NODES = 1 + MAX_BEFORE + MAX_DIRECT + MAX_FURTHER
FEW_STEPS = 8
"""Up to so many steps touched directly are drawn each."""

FONT = 13
LINE = FONT * 1.25
PADDING = 11
WIDTH = 196
INK, LINE_COLOUR, SURFACE, SUNKEN = "#1c2023", "#85807a", "#ffffff", "#f4f2ec"

SIGNS: Mapping[str, str] = {
    "persona": "●", "journey": "→", "stage": "–", "step": "·", "touchpoint": "◆", "channel": "○", "device": "○",
    "team": "■", "system": "□", "opportunity": "☆", "solution": "★", "metric": "▲", "evidence": "“",
}  # fmt: skip
"""What a box is, before its name; the key beside the picture says it in words."""

Look = dict[str, str | int | float | bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood:
    dot: str
    kinds: tuple[tuple[str, str], ...]
    """Kind and sign of everything drawn."""
    counts_steps: bool
    """Some journey carries a number of steps."""
    left_out: int
    """How many neighbours within two steps are not drawn."""


def draw(own: Target, impact: Impact, atlas: Atlas) -> Neighbourhood | None:
    """``None`` if it cannot be drawn."""
    ways = _ways(own, impact, atlas)
    direct = [head for tail, head in ways if tail == own]
    further = [head for tail, head in ways if tail != own and head not in direct]
    before = [target for target in impact.rests_on if target not in direct]
    kept_before = _some_of_each_kind(before, MAX_BEFORE)
    kept_direct = _some_of_each_kind(direct, MAX_DIRECT)
    kept_further = _some_of_each_kind([h for t, h in ways if h in further and t in kept_direct], MAX_FURTHER)
    shown = tuple(dict.fromkeys((*kept_before, own, *kept_direct, *kept_further)))
    every = {*before, *direct, *further}
    steps = {} if _is_few(impact) else {journey.journey: len(journey.steps) for journey in impact.journeys}
    text = dot_text(
        Graph(
            nodes=tuple(_node(target, steps.get(target, 0), is_own=target == own, atlas=atlas) for target in shown),
            edges=(
                *(Edge(tail=_key(t), head=_key(own), look={"class": "impact__way is-before"}) for t in kept_before),
                *(
                    Edge(tail=_key(tail), head=_key(head), look={"class": "impact__way"})
                    for tail, head in ways
                    if tail in shown and head in shown
                ),
            ),
            look={
                "rankdir": "LR", "splines": "spline", "bgcolor": "transparent", "pad": 0.08,
                "outputorder": "edgesfirst", "nodesep": px(9), "ranksep": px(84), "fontname": "Helvetica",
                "fontsize": FONT,
            },
            node_look={
                "shape": "box", "style": "rounded,filled", "fontname": "Helvetica", "fontsize": FONT, "fontcolor": INK,
                "fillcolor": SURFACE, "color": LINE_COLOUR, "penwidth": 1.2, "fixedsize": True, "margin": 0,
                "width": px(WIDTH),
            },
            edge_look={
                "color": LINE_COLOUR, "penwidth": 1.2, "arrowsize": 0.6, "tailport": "e", "headport": "w",
            },
        )
    )  # fmt: skip
    if isinstance(text, TooLarge):
        return None
    kinds = {target.kind for target in shown}
    return Neighbourhood(
        dot=text,
        kinds=tuple((kind, sign) for kind, sign in SIGNS.items() if kind in kinds),
        counts_steps=any(steps.get(target) for target in shown),
        left_out=len(every - set(shown)),
    )


Way = tuple[Target, Target]


def _ways(own: Target, impact: Impact, atlas: Atlas) -> tuple[Way, ...]:
    """Every line of the neighbourhood, those of the entity itself first."""
    ways: dict[Way, None] = {}
    for touched in impact.others:
        ways |= dict.fromkeys((tail, touched.target) for tail in touched.via or (own,))
    for journey in impact.journeys:
        ways |= dict.fromkeys(_to_journey(own, journey, is_few=_is_few(impact)))
    reached = {head for tail, head in ways if tail == own}
    for journey in impact.journeys:
        if journey.journey in reached and own.kind != "persona":
            travellers = [atlas.persona_mark(id_).target for id_ in journey.personas]
            ways |= dict.fromkeys((journey.journey, target) for target in travellers)
    # What is touched directly needs no second line; the lists say through what else it is.
    kept = [(tail, head) for tail, head in ways if tail == own or head not in reached]
    return tuple(sorted(kept, key=lambda way: way[0] != own))


def _some_of_each_kind(targets: Sequence[Target], most: int) -> tuple[Target, ...]:
    """At most so many, in their order; where there are more, kinds take turns."""
    queues: dict[str, list[Target]] = {}
    for target in dict.fromkeys(targets):
        queues.setdefault(target.kind, []).append(target)
    turns = [target for turn in zip_longest(*queues.values()) for target in turn if target is not None]
    kept = set(turns[:most])
    return tuple(target for target in dict.fromkeys(targets) if target in kept)


def _is_few(impact: Impact) -> bool:
    """Steps are so few that each is drawn."""
    return sum(not part.via for journey in impact.journeys for part in journey.steps) <= FEW_STEPS


def _to_journey(own: Target, touched: TouchedJourney, *, is_few: bool) -> Iterator[Way]:
    """The lines that lead to a journey, through its steps where these are few."""
    if touched.roles or touched.via:
        yield from ((tail, touched.journey) for tail in touched.via or (own,))
    for part in touched.steps:
        if part.via:
            yield from ((tail, touched.journey) for tail in part.via)
        elif is_few:
            yield own, part.target
            if not touched.roles:
                yield part.target, touched.journey
        else:
            yield own, touched.journey


def _node(target: Target, steps: int, *, is_own: bool, atlas: Atlas) -> Node:
    name = plain_text(target.name)
    room = WIDTH - 2 * PADDING
    lines = _wrapped(f"{SIGNS[target.kind]} {name}", is_own=is_own)
    if steps and lines:
        count = f" · {steps}"
        lines = (*lines[:-1], fit(lines[-1], room - text_width(count, FONT), FONT) + count)
    look: Look = {"class": f"impact__node is-{target.kind}", "height": px(len(lines) * LINE + 13)}
    if target.kind == "persona":
        look["class"] = f"impact__node is-persona is-p{atlas.persona_mark(target.id).number}"
    if target.kind == "system":
        look["style"] = "filled"
    if target.kind == "journey":
        look["fillcolor"] = SUNKEN
    if is_own:
        look |= {
            "class": "impact__node is-own", "fillcolor": INK, "color": INK, "fontcolor": SURFACE,
            "fontname": "Helvetica-Bold", "height": px(len(lines) * LINE + 24),
        }  # fmt: skip
    return Node(key=_key(target), lines=lines, tooltip=name, target=target, look=look)


@lru_cache(maxsize=4096)
def _wrapped(words: str, *, is_own: bool) -> tuple[str, ...]:
    """Remembered: the same neighbours stand in many pictures."""
    return wrap(words, WIDTH - 2 * PADDING, FONT, 3 if is_own else 2, bold=is_own)


def _key(target: Target) -> str:
    return f"{target.kind} {target.id}"
