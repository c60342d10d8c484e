"""A picture as PNG: rows of palette numbers, written with nothing but zlib."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

Colour = tuple[int, int, int]
"""Red, green, blue; 0 .. 255."""
Row = bytearray
"""One palette number a pixel."""


def png(width: int, rows: Sequence[Row], palette: Sequence[Colour]) -> bytes:
    """Rows from the top, ``width`` pixels each; at most 256 colours."""
    head = struct.pack(">IIBBBBB", width, len(rows), 8, 3, 0, 0, 0)
    colours = b"".join(bytes(colour) for colour in palette)
    pixels = zlib.compress(b"".join(b"\x00" + row for row in rows), 6)  # each row unfiltered
    chunks = ((b"IHDR", head), (b"PLTE", colours), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
