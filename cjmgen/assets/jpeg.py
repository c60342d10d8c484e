"""JPEG: its size, and its bytes without remarks.  Which way up it was taken is kept: it is part of how it looks."""

from __future__ import annotations

import re
import struct
from typing import Final

from cjmgen.assets.refused import broken, check_size

_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_APPLICATIONS: Final = range(0xE0, 0xF0)
_COMMENT, _SCAN, _END = 0xFE, 0xDA, 0xD9
_NEXT_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_ORIENTATION: Final = 0x0112


def clean_jpeg(content: bytes) -> bytes:
    if content[:2] != b"\xff\xd8":
        raise broken("JPEG")
    kept, at, has_size = [b"\xff\xd8"], 2, False
    try:
        while True:
            while content[at + 1] == 0xFF:
                at += 1  # filling
            if content[at] != 0xFF:
                raise broken("JPEG")
            marker = content[at + 1]
            if marker == _END:
                break
            (length,) = struct.unpack_from(">H", content, at + 2)
            end = at + 2 + length
            segment = content[at:end]
            if marker in _FRAMES:
                height, width = struct.unpack_from(">HH", segment, 5)
                check_size(width, height)
                has_size = True
            if marker == _SCAN:
                found = _NEXT_MARKER.search(content, end)
                end = found.start() if found else len(content)
                segment = content[at:end]
            kept.append(_kept(marker, segment))
            at = end
    except (IndexError, struct.error):
        raise broken("JPEG") from None
    if not has_size:
        raise broken("JPEG")
    return b"".join((*kept, b"\xff\xd9"))


def _kept(marker: int, segment: bytes) -> bytes:
    """A segment, or what of it is published."""
    if marker == _COMMENT:
        return b""
    if marker not in _APPLICATIONS:
        return segment
    data = segment[4:]
    if data.startswith((b"JFIF\0", b"ICC_PROFILE\0", b"Adobe")):
        return segment
    if data.startswith(b"Exif\0\0") and (turned := _orientation(data[6:])) in range(2, 9):
        entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, turned, 0)
        made = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + b"\0\0\0\0"
        return b"\xff\xe1" + struct.pack(">H", len(made) + 2) + made
    return b""


def _orientation(tiff: bytes) -> int:
    """1 to 8; 0 if nothing is said."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 0
    try:
        (at,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, at)
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
            if tag == _ORIENTATION:
                return int(value)
    except struct.error:
        pass
    return 0
