"""QR codes: an address as one SVG path, for what is printed and should lead back to the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

QUIET = 4
"""Empty modules on every side; the standard (ISO/IEC 18004) asks for four."""
MAX_BYTES = 500
"""A longer text makes squares too small to print."""


@dataclass(frozen=True, slots=True)
class QrCode:
    size: int
    """Modules along one side, the quiet zone included; the path is drawn in these units."""
    path: str
    """SVG path data of all dark modules."""


def qr_code(text: str) -> QrCode | None:
    """The code of a text, readable with 15 % of it damaged; ``None`` if it is empty or too long."""
    if not text or len(text.encode()) > MAX_BYTES:
        return None
    import segno  # and with it half of a web client: only where a code is drawn

    rows = [list(row) for row in segno.make_qr(text, error="m", boost_error=False).matrix]
    drawn = [run for y, row in enumerate(rows, QUIET) for run in _runs(row, y)]
    return QrCode(len(rows) + 2 * QUIET, "".join(drawn))


def _runs(row: Sequence[int], y: int) -> Iterator[str]:
    """Neighbouring dark modules as one rectangle, so that no hairline shows between them."""
    x = QUIET
    for is_dark, group in groupby(row):
        length = len(list(group))
        if is_dark:
            yield f"M{x} {y}h{length}v1h-{length}z"
        x += length
