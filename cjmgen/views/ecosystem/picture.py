"""The ecosystem as DOT text: personas, what they meet, and who stands behind it, side by side.

Lengths are CSS pixels unless a name says otherwise.  Colours are those of the light theme;
pages colour the classes instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import sqrt

from cjmgen.analysis.index import PersonaMark
from cjmgen.diagrams import Edge, Graph, Group, Node, TooLarge, dot_text, fit, px, wrap
from cjmgen.markup.markdown import plain_text
from cjmgen.model import Target
from cjmgen.views.ecosystem.ties import ChannelContacts, Contact, Meeting

LAYOUT = "dot"
MAX_TOUCHPOINTS = 80
"""More, and nobody finds one of them in the picture."""
MAX_NODES = 160
MAX_TIES = 700

FONT = 13
LINE = FONT * 1.25
PADDING = 12
PERSONA_WIDTH, CONTACT_WIDTH, BEHIND_WIDTH = 168, 236, 176
CONTACT_HEIGHT = 26
GAP = 7
LAYERS_APART = 280

INK, INK_2, LINE_COLOUR, SURFACE, SUNKEN = "#1c2023", "#454b50", "#85807a", "#ffffff", "#f4f2ec"
PERSONA_COLOURS = ("#b8430c", "#1d579b", "#6f3a8a", "#4c6110", "#a3195b", "#06656f", "#775300", "#4a5366")

Look = dict[str, str | int | float | bool]


def draw_channels(channels: tuple[ChannelContacts, ...], personas: tuple[PersonaMark, ...]) -> str:
    """The DOT text with a node a channel; "" if there are too many to draw."""
    ties = [(c.target, c.meetings, c.owners, c.systems) for c in channels]
    return _text(tuple(_channel(channel) for channel in channels), personas, ties)


def draw_touchpoints(channels: tuple[ChannelContacts, ...], personas: tuple[PersonaMark, ...]) -> str:
    """The DOT text with a node a touchpoint, framed by channel; "" if there are too many to draw."""
    contacts = [contact for channel in channels for contact in channel.contacts]
    if len(contacts) > MAX_TOUCHPOINTS:
        return ""
    return _text(_touchpoints(channels), personas, _ties(contacts))


Ties = list[tuple[Target, tuple[Meeting, ...], tuple[tuple[Target, int], ...], tuple[tuple[Target, int], ...]]]
"""A node of the middle, who meets it, and the teams and systems behind it, each with how often."""


def _ties(contacts: Iterable[Contact]) -> Ties:
    return [
        (c.target, c.meetings, ((c.team, 1),) if c.team else (), tuple((system, 1) for system in c.systems))
        for c in contacts
    ]


def _text(middle: tuple[Group | Node, ...], personas: tuple[PersonaMark, ...], ties: Ties) -> str:
    met = {meeting.mark.id for _, meetings, _, _ in ties for meeting in meetings}
    shown = tuple(mark for mark in personas if mark.id in met)
    teams = tuple(dict.fromkeys(team for *_, owners, _ in ties for team, _ in owners))
    systems = tuple(dict.fromkeys(system for *_, running in ties for system, _ in running))
    nodes = tuple(item for item in middle if isinstance(item, Node))
    groups = tuple(item for item in middle if isinstance(item, Group))
    graph = Graph(
        nodes=(*(_persona(mark) for mark in shown), *nodes, *(_behind(target) for target in (*teams, *systems))),
        groups=groups,
        edges=(*_meeting_edges(ties), *_behind_edges(ties), *_order(ties, shown, (*teams, *systems))),
        look={
            "rankdir": "LR", "splines": "spline", "bgcolor": "transparent", "pad": 0.08, "outputorder": "edgesfirst",
            "nodesep": px(GAP), "ranksep": px(LAYERS_APART), "fontname": "Helvetica", "fontsize": FONT,
        },
        node_look={
            "shape": "box", "style": "rounded,filled", "fontname": "Helvetica", "fontsize": FONT, "fontcolor": INK,
            "fillcolor": SURFACE, "color": LINE_COLOUR, "penwidth": 1.2, "fixedsize": True, "margin": 0,
        },
        edge_look={"dir": "none", "color": LINE_COLOUR},
    )  # fmt: skip
    text = dot_text(graph, max_nodes=MAX_NODES, max_edges=MAX_TIES)
    return "" if isinstance(text, TooLarge) else text


def _persona(mark: PersonaMark) -> Node:
    colour = PERSONA_COLOURS[mark.number - 1]
    lines = wrap(plain_text(mark.name), PERSONA_WIDTH - 2 * PADDING, FONT, 2, bold=True)
    return Node(
        key=_key(mark.target),
        lines=lines,
        tooltip=plain_text(mark.name),
        target=mark.target,
        look={
            "class": f"ecosystem__persona is-p{mark.number}", "fillcolor": colour, "color": colour,
            "fontcolor": SURFACE, "fontname": "Helvetica-Bold", "width": px(PERSONA_WIDTH),
            "height": px(len(lines) * LINE + 16),
        },
    )  # fmt: skip


def _touchpoints(channels: tuple[ChannelContacts, ...]) -> tuple[Group, ...]:
    """A frame a channel, with its name on top of its touchpoints."""
    return tuple(
        Group(
            label=fit(plain_text(channel.target.name), CONTACT_WIDTH - PADDING, FONT, bold=True),
            nodes=tuple(_contact(contact) for contact in channel.contacts),
            look={
                "class": f"ecosystem__channel is-{channel.icon}", "style": "rounded,filled", "fillcolor": SUNKEN,
                "color": SUNKEN, "margin": 8, "labeljust": "l", "fontname": "Helvetica-Bold", "fontcolor": INK_2,
            },
        )
        for channel in channels
    )  # fmt: skip


def _contact(contact: Contact) -> Node:
    is_met = any(not meeting.is_wish for meeting in contact.meetings)
    return Node(
        key=_key(contact.target),
        lines=(fit(plain_text(contact.target.name), CONTACT_WIDTH - 2 * PADDING, FONT),),
        tooltip=plain_text(contact.target.name),
        target=contact.target,
        look={
            "class": "ecosystem__contact" + ("" if is_met else " is-unmet"), "width": px(CONTACT_WIDTH),
            "height": px(CONTACT_HEIGHT), "style": "rounded,filled" if is_met else "rounded,filled,dashed",
        },
    )  # fmt: skip


def _channel(channel: ChannelContacts) -> Node:
    name = fit(plain_text(channel.target.name), CONTACT_WIDTH - 5 * PADDING, FONT)
    return Node(
        key=_key(channel.target),
        lines=(f"{name} · {len(channel.contacts)}",),
        tooltip=plain_text(channel.target.name),
        target=channel.target,
        look={
            "class": f"ecosystem__contact is-{channel.icon}", "width": px(CONTACT_WIDTH), "height": px(34),
        },
    )  # fmt: skip


def _behind(target: Target) -> Node:
    lines = wrap(plain_text(target.name), BEHIND_WIDTH - 2 * PADDING, FONT, 2)
    is_team = target.kind == "team"
    return Node(
        key=_key(target),
        lines=lines,
        tooltip=plain_text(target.name),
        target=target,
        look={
            "class": f"ecosystem__{target.kind}", "style": "rounded,filled" if is_team else "filled",
            "fillcolor": INK if is_team else SURFACE, "fontcolor": SURFACE if is_team else INK, "color": INK,
            "width": px(BEHIND_WIDTH), "height": px(len(lines) * LINE + 14),
        },
    )  # fmt: skip


def _meeting_edges(ties: Ties) -> Iterator[Edge]:
    for target, meetings, *_ in ties:
        for meeting in meetings:
            look: Look = {
                "class": f"ecosystem__tie is-p{meeting.mark.number}", "penwidth": _thickness(meeting.steps),
                "color": PERSONA_COLOURS[meeting.mark.number - 1], "headport": "w", "tailport": "e",
            }  # fmt: skip
            if meeting.is_wish:
                look["style"] = "dashed"
            yield Edge(tail=_key(meeting.mark.target), head=_key(target), look=look)


def _behind_edges(ties: Ties) -> Iterator[Edge]:
    for target, _, owners, running in ties:
        for behind, often in (*owners, *running):
            look: Look = {
                "class": f"ecosystem__tie is-{behind.kind}", "penwidth": _thickness(often),
                "headport": "w", "tailport": "e",
            }  # fmt: skip
            if behind.kind == "system":
                look["style"] = "dotted"
            yield Edge(tail=_key(target), head=_key(behind), look=look)


def _order(ties: Ties, personas: tuple[PersonaMark, ...], behind: tuple[Target, ...]) -> Iterator[Edge]:
    """What keeps a node without ties in the middle layer."""
    look: Look = {"style": "invis", "weight": 0}
    for target, meetings, owners, running in ties:
        if not meetings and personas:
            yield Edge(tail=_key(personas[-1].target), head=_key(target), look=look)
        if not owners and not running and not personas and behind:
            yield Edge(tail=_key(target), head=_key(behind[0]), look=look)


def _thickness(count: int) -> float:
    """1 step: 1.2; 4: 2.4; never more than 5."""
    return min(5.0, 1.2 * sqrt(count))


def _key(target: Target) -> str:
    return f"{target.kind} {target.id}"
