"""An entry of a memo as one line: the digest of its key, a seal over both, and the content.

A line that was cut, altered or written under another key is told from a whole one.
"""

from __future__ import annotations

from collections.abc import Iterable

from cjmgen.digest import digest_bytes


def name_of(key: str) -> bytes:
    """What an entry is found by; no space is in it."""
    return digest_bytes(key.encode()).encode()


def line_of(name: bytes, content: bytes) -> bytes:
    """A line without its end.  The content may not hold line breaks."""
    return b" ".join((name, digest_bytes(name + content).encode(), content))


def content_of(name: bytes, line: bytes | None) -> bytes | None:
    """What a line says; ``None`` if it is not there, not whole, or another's."""
    if line is None:
        return None
    content = line[len(name) * 2 + 2 :]
    return content if line == line_of(name, content) else None


def by_name(lines: Iterable[bytes]) -> dict[bytes, bytes]:
    """The last line of each name; empty ones are left out."""
    return {line.partition(b" ")[0]: line for line in lines if line}
