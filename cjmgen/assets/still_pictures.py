"""PNG, GIF and WebP: their size, and their bytes without remarks."""

from __future__ import annotations

import struct
from typing import Final

from cjmgen.assets.refused import broken, check_size

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT: Final = frozenset(
    {
        b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"pHYs", b"bKGD",
        b"sBIT", b"acTL", b"fcTL", b"fdAT",
    }
)  # fmt: skip
"""What a picture looks like; all else is said about it."""
_WEBP_KEPT: Final = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_WEBP_REMARKS: Final = 0x08 | 0x04
"""Flags of the header that promise EXIF and XMP."""
_GIF_LOOPS: Final = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def clean_png(content: bytes) -> bytes:
    if not content.startswith(_PNG) or content[12:16] != b"IHDR" or len(content) < 33:
        raise broken("PNG")
    check_size(*struct.unpack(">II", content[16:24]))
    kept, at = [_PNG], len(_PNG)
    while at + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, at)
        kind, end = content[at + 4 : at + 8], at + 12 + length
        if end > len(content):
            break
        if kind in _PNG_KEPT:
            kept.append(content[at:end])
        if kind == b"IEND":
            return b"".join(kept)
        at = end
    raise broken("PNG")


def clean_webp(content: bytes) -> bytes:
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        raise broken("WebP")
    kept: list[bytes] = []
    at = 12
    end_of_all = min(len(content), 8 + struct.unpack_from("<I", content, 4)[0])
    while at + 8 <= end_of_all:
        kind, (length,) = content[at : at + 4], struct.unpack_from("<I", content, at + 4)
        end = at + 8 + length + length % 2
        chunk = content[at:end]
        if at + 8 + length > len(content):
            raise broken("WebP")
        if not kept:
            check_size(*_webp_size(kind, chunk[8:]))
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_REMARKS]) + chunk[9:]
        if kind in _WEBP_KEPT:
            kept.append(chunk)
        at = end
    body = b"".join(kept)
    if not body:
        raise broken("WebP")
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def _webp_size(kind: bytes, data: bytes) -> tuple[int, int]:
    if len(data) < 10:
        raise broken("WebP")
    if kind == b"VP8X":
        return int.from_bytes(data[4:7], "little") + 1, int.from_bytes(data[7:10], "little") + 1
    if kind == b"VP8L" and data[0] == 0x2F:
        bits = int.from_bytes(data[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and data[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", data[6:10])
        return width & 0x3FFF, height & 0x3FFF
    raise broken("WebP")


def clean_gif(content: bytes) -> bytes:
    if content[:6] not in (b"GIF87a", b"GIF89a") or len(content) < 14:
        raise broken("GIF")
    check_size(*struct.unpack("<HH", content[6:10]))
    at = 13 + _colours(content[10])
    kept = [content[:at]]
    try:
        while content[at] != 0x3B:
            start, is_kept = at, True
            if content[at] == 0x21:
                label, at = content[at + 1], at + 2
                is_kept = label == 0xF9 or (label == 0xFF and content[at + 1 : at + 12] in _GIF_LOOPS)
            elif content[at] == 0x2C:
                check_size(*struct.unpack("<HH", content[at + 5 : at + 9]))
                at += 11 + _colours(content[at + 9])
            else:
                raise broken("GIF")
            while content[at]:
                at += 1 + content[at]
            at += 1
            if is_kept:
                kept.append(content[start:at])
    except (IndexError, struct.error):
        raise broken("GIF") from None
    return b"".join((*kept, b"\x3b"))


def _colours(packed: int) -> int:
    """Bytes of a colour table."""
    return 3 << (packed & 7) + 1 if packed & 0x80 else 0
