"""The colours Graphviz pictures carry: those of the light theme.

They serve converters and mail programs that know no stylesheet; pages colour the classes instead.
"""

from __future__ import annotations

INK, INK_2, LINE_COLOUR, SURFACE, SUNKEN = "#1c2023", "#454b50", "#85807a", "#ffffff", "#f4f2ec"
CHANNEL_COLOURS = {
    "shop": "#7d5200", "web": "#005f8f", "app": "#73367f", "phone": "#9c2f2b", "mail": "#47545f", "people": "#4a5f0e",
    "social": "#a1245c", "search": "#08646a", "chat": "#3c52b4", "event": "#8a4605", "post": "#6c5430",
    "locker": "#584a99", "kiosk": "#2a6636", "street": "#575a2b", "print": "#55504a", "staff": "#86304a",
}  # fmt: skip
"""By the icon of the channel."""
STAR = "★"
"""Stands before the name of a moment of truth."""
