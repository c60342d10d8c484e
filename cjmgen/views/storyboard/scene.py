"""A frame drawn by us for a step that has no picture: the device, the channel on it, and who stands before it.

All numbers are units of a picture of 320 × 200.  A device stands on the ground, the channel's icon fills its
screen; a channel met in person is a sign on a post.  A step the personas take alone shows the place they are in,
or what goes through their heads.  Faces say how each one feels; who is not known has no mouth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjmgen.analysis.index import PersonaMark

WIDTH, HEIGHT = 320, 200
GROUND = 158
MIDDLE = 104
"""Where the device stands."""
MOST_FIGURES = 3
FIGURE_WIDTH = 56
LAST_FIGURE = 268
"""Middle of the one on the right."""
NOTABLE = 0.25
"""From here on a face smiles or frowns; the same as the sign of a mood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prop:
    """What the persona deals with."""

    outline: str
    """Path data of the filled shape."""
    details: str
    """Path data of its lines; "" if it has none."""
    icon_x: float
    icon_y: float
    icon_size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    mark: PersonaMark
    x: float
    """Of the middle."""
    mouth: str
    """Path data from the middle of the face; "" if nobody knows how they feel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    width: int
    height: int
    ground: int
    icon: str | None
    """Of the channel, which also gives the colour; of the place if there is none; ``None``: a thought."""
    has_channel: bool
    prop: Prop
    figures: tuple[Figure, ...]
    more: int
    """Personas there is no room for; they are counted in the lower right corner."""
    more_x: int
    more_y: int


def scene_of(
    channel: str | None, device: str | None, place: str | None, felt: Sequence[tuple[PersonaMark, float | None]]
) -> Scene:
    """The scene of a step.  ``channel`` and ``device`` are names of icons, ``place`` is the author's word for it."""
    figures, last = felt[:MOST_FIGURES], LAST_FIGURE
    if channel is None and device is None:
        icon, prop = ("place", PIN) if place else (None, THOUGHT)
    else:
        icon, prop = channel or device, PROPS.get(device or "", SIGN)
    if len(figures) == 1:
        last -= FIGURE_WIDTH // 2
    return Scene(
        width=WIDTH, height=HEIGHT, ground=GROUND, icon=icon, has_channel=channel is not None, prop=prop,
        figures=tuple(
            Figure(mark=mark, x=last - FIGURE_WIDTH * (len(figures) - 1 - i), mouth=_mouth(emotion))
            for i, (mark, emotion) in enumerate(figures)
        ),
        more=len(felt) - len(figures), more_x=WIDTH - 8, more_y=HEIGHT - 14,
    )  # fmt: skip


def _mouth(emotion: float | None) -> str:
    if emotion is None:
        return ""
    bend = 5 if emotion >= NOTABLE else -5 if emotion <= -NOTABLE else 0
    return f"M-5 {6 - bend // 3}q5 {bend} 10 0"


def _screen(width: int, height: int, *, foot: int, corner: int, details: str, icon: int) -> Prop:
    """A device of so many units whose lower edge is ``foot`` above the ground."""
    left, bottom = MIDDLE - width // 2, GROUND - foot
    top = bottom - height
    inner_w, inner_h = width - 2 * corner, height - 2 * corner
    outline = (
        f"M{left + corner} {top}h{inner_w}q{corner} 0 {corner} {corner}v{inner_h}q0 {corner} -{corner} {corner}"
        f"h-{inner_w}q-{corner} 0 -{corner} -{corner}v-{inner_h}q0 -{corner} {corner} -{corner}z"
    )
    return Prop(
        outline=outline, details=details, icon_x=MIDDLE - icon / 2, icon_y=top + (height - icon) / 2, icon_size=icon
    )


SIGN = _screen(92, 92, foot=32, corner=6, icon=60, details="M104 126v32M84 158h40")
PIN = Prop(outline="", details="M78 158h52", icon_x=60, icon_y=62, icon_size=88)
THOUGHT = Prop(
    outline=(
        "M66 96c-24-4-24-38 4-40c6-24 44-26 52-6c24-8 46 18 28 34c6 20-26 30-40 16c-12 14-40 12-44-4z"
        "M158 106a7 7 0 1 0 .1 0zM176 118a4 4 0 1 0 .1 0z"
    ),
    details="M88 76h.1M106 76h.1M124 76h.1", icon_x=0, icon_y=0, icon_size=0,
)  # fmt: skip
PROPS = {
    "device-phone": _screen(70, 124, foot=4, corner=10, icon=46, details="M94 146h20"),
    "device-tablet": _screen(100, 124, foot=4, corner=9, icon=62, details="M94 146h20"),
    "device-watch": _screen(70, 70, foot=30, corner=18, icon=42, details="M80 58l5-28h38l5 28M80 128l5 28h38l5-28"),
    "device-laptop": _screen(136, 88, foot=12, corner=6, icon=56, details="M22 155h164M88 151h32"),
    "device-desktop": _screen(136, 90, foot=30, corner=6, icon=58, details="M104 128v27M74 156h60"),
    "device-tv": _screen(144, 92, foot=12, corner=6, icon=58, details="M78 28l26 26l26-26M62 146l-6 12M146 146l6 12"),
    "device-paper": Prop(
        outline="M58 34h66l26 26v98h-92z", details="M124 34v26h26M74 138h60M74 148h40",
        icon_x=76, icon_y=66, icon_size=56,
    ),
    "device-call": Prop(
        outline="M40 40h128q10 0 10 10v60q0 10 -10 10h-22l14 24l-40 -24h-80q-10 0 -10 -10v-60q0 -10 10 -10z",
        details="", icon_x=78, icon_y=52, icon_size=56,
    ),
}  # fmt: skip
"""Devices, by the name of their icon.  One without a shape of its own, and a person, is a sign on a post."""
