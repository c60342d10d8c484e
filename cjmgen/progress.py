"""How far a long piece of work is: told while it goes on, to whoever wants to show it."""

from __future__ import annotations

from collections.abc import Callable

Tell = Callable[[str, int, int], None]
"""Takes what is being done, how many are done, and of how many; 0 of 0 if nobody counts.

A phase begins with its first call and ends with the first call of another.
"""


def silent(phase: str, done: int, of: int) -> None:
    """Nobody wants to know."""
