"""How a site that was written for an earlier content schema becomes one of today's.

The schema is what authors may write.  What is added to it changes no version; a key that goes, or means something
else, does, and comes with a ``Migration`` that says how files are mended.  Files in, files out: nothing is read or
written here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cjmgen.markup.top_key import with_key
from cjmgen.source import Key

Files = Mapping[str, bytes]
"""Path -> content."""
SETTINGS: Final = "site.yaml"
KEY: Final = "schema"


@dataclass(frozen=True, slots=True)
class Migration:
    """From one version to the next."""

    to: int
    about: str
    """One line: what changed."""
    change: Callable[[Files], Files]
    """All texts of a site -> those that are other now."""


MIGRATIONS: Final[tuple[Migration, ...]] = ()
"""In order; there has been one version so far."""


def current(migrations: Sequence[Migration] = MIGRATIONS) -> int:
    """The version of today's schema."""
    return migrations[-1].to if migrations else 1


def migrated(files: Files, version: int, migrations: Sequence[Migration] = MIGRATIONS) -> dict[str, bytes]:
    """The files that are other in today's schema; ``version`` is theirs."""
    now = dict(files)
    due = [migration for migration in migrations if migration.to > version]
    for migration in due:
        now |= migration.change(now)
    if due:
        written: dict[tuple[Key, ...], str] = {(): str(due[-1].to)}
        now[SETTINGS] = with_key(now[SETTINGS], SETTINGS, KEY, written, below=("title",))
    return {path: content for path, content in now.items() if files.get(path) != content}
