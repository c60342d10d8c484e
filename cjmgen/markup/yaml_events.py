"""The events of a YAML text, from the C parser where there is one.

Events come one at a time and nothing is composed: composing recurses, and a text of
25,000 nested ``- `` would end the process.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import yaml
from yaml.events import Event

MAX_DEPTH: Final = 50
"""Lists and mappings within each other, in one text."""


def event_source(text: str) -> Callable[[], Event]:
    """Each call gives the next event, or raises ``YAMLError``; ``UnicodeEncodeError`` for half a character."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    get: Callable[[], Event] = loader.get_event
    return get


def without_mark(text: str) -> tuple[str, int]:
    """The text without a byte-order mark, and how many characters that took."""
    return (text[1:], 1) if text.startswith("\ufeff") else (text, 0)


def start_of(event: Event) -> int:
    """Offset of the event's first character, in characters."""
    return event.start_mark.index if event.start_mark is not None else 0


def end_of(event: Event) -> int:
    return event.end_mark.index if event.end_mark is not None else 0
