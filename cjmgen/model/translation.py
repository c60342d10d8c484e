"""What is known of one translation: how much it says, and whether it still follows its original."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from cjmgen.source import Origin

Extent = Literal["whole", "partly", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """One entity, stage or the site itself, in one language that is not the files'."""

    lang: str
    kind: str
    """A ``Scope`` value, or "stage"."""
    id: str
    """The entity's id; "journey/stage" for a stage; "" for the site."""
    texts: int
    """How many texts its original has to translate; 1 or more."""
    missing: tuple[str, ...]
    """Those it lacks, as paths of keys and ids: "steps/queue/pains/no-cards/text"; "body" for the prose."""
    path: str
    """Its file, or the one it would be in."""
    is_there: bool
    """There is something in that file for it."""
    now: str
    """Digest of what its original says now."""
    said: str
    """Digest of what it says itself; of a translation that says nothing, too."""
    translated_from: str | None
    """Digest of what its original said when the translation was accepted; ``None``: nobody keeps track."""
    origin: Origin = field(compare=False, repr=False)
    """Where ``translated_from`` stands, or would."""
    original: Origin = field(compare=False, repr=False)
    """What it translates."""

    @property
    def is_outdated(self) -> bool:
        """Its original was changed after it."""
        return self.translated_from is not None and self.translated_from != self.now

    @property
    def extent(self) -> Extent:
        if not self.missing:
            return "whole"
        return "none" if len(self.missing) == self.texts else "partly"

    @property
    def state(self) -> str:
        """One word for lists: out of date counts more than how much is there."""
        return "outdated" if self.is_outdated else self.extent
