"""Why a file is not published, and the limits of pictures."""

from __future__ import annotations

from typing import Final

MAX_PICTURE_BYTES: Final = 20_000_000
MAX_PIXELS: Final = 50_000_000
"""Width times height, as the header says."""


class Refused(Exception):
    """A file that is not published; ``hint`` is the way out."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        said = f"this picture is {width} × {height} pixels; at most {MAX_PIXELS // 1_000_000} megapixels are published"
        raise Refused(said, "save it smaller")


def broken(kind: str) -> Refused:
    return Refused(f"this is no whole {kind}, whatever its name says", "save it again, or give it its right name")
