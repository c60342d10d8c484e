"""What becomes of an author's file before it is published, or why it is not.

A file may come from a stranger, and is served from the site's own address.  So only kinds of file are published that
no browser runs; a picture is looked at by its header, keeps what makes it look as it does, and loses what says where
and by whom it was taken; a drawing is written anew from a list of what may pass (``drawings``).  Bytes in, bytes out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from cjmgen.assets.drawings import clean_svg
from cjmgen.assets.jpeg import clean_jpeg
from cjmgen.assets.refused import MAX_PICTURE_BYTES, Refused
from cjmgen.assets.still_pictures import clean_gif, clean_png, clean_webp
from cjmgen.digest import digest_bytes
from cjmgen.engine import Memo

__all__ = ["Refused", "publishable"]

FORMAT: Final = 1
"""Raised when a drawing is written in another way than before."""
PICTURES: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "gif": clean_gif,
    "jpeg": clean_jpeg,
    "jpg": clean_jpeg,
    "png": clean_png,
    "svg": clean_svg,
    "webp": clean_webp,
}
_clean_once: Final = lru_cache(maxsize=256)(clean_svg)
DOCUMENTS: Final = frozenset(
    {
        "csv", "docx", "ics", "json", "m4a", "mp3", "mp4", "odp", "ods", "odt", "ogg", "pdf", "pptx", "tsv", "txt",
        "vtt", "webm", "xlsx", "zip",
    }
)  # fmt: skip
"""Published as they are: nothing a browser would run, whatever is in them."""


def publishable(path: str, content: bytes, memo: Memo | None = None) -> bytes:
    """A file below ``content/assets/`` as it may be published; ``Refused`` if it may not.

    ``memo`` knows drawings that were written anew before: reading them takes longest.
    """
    suffix = path.rpartition("/")[2].rpartition(".")[2].lower()
    if suffix in DOCUMENTS:
        return content
    clean = PICTURES.get(suffix)
    if clean is None:
        kinds = ", ".join(sorted({*PICTURES, *DOCUMENTS}))
        raise Refused("this kind of file is not published: a browser might run it", f"kinds that are: {kinds}")
    if len(content) > MAX_PICTURE_BYTES:
        raise Refused(f"a picture has at most {MAX_PICTURE_BYTES // 1_000_000} MB", "save it smaller")
    return clean(content) if clean is not clean_svg else _clean_svg(content, memo)


def _clean_svg(content: bytes, memo: Memo | None) -> bytes:
    if memo is None:
        return _clean_once(content)
    key = f"drawing {FORMAT} {digest_bytes(content)}"
    known = memo.get(key)
    if known is None:
        known = json.dumps(clean_svg(content).decode()).encode()
        memo.put(key, known)
    return str(json.loads(known)).encode()
