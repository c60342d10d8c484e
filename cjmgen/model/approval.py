"""Somebody approved a journey; whether it still says what they approved."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    by: str
    noted: str | None
    """Digest of what was approved; ``None``: nobody wrote it down, so nobody can tell."""
    now: str
    """Digest of what there is now."""

    @property
    def state(self) -> str:
        """ "approved", "changed" since, or "unproven"."""
        if self.noted is None:
            return "unproven"
        return "approved" if self.noted == self.now else "changed"
