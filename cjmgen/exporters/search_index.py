"""The index readers search in: scripts that register their data, so that it works from disk too.

``search/<lang>/`` holds ``head.js`` (kinds, counts, words of the interface), ``w<n>.js``
(terms, by their first characters, with the numbers of the entries they are in) and ``e<n>.js``
(names, addresses and texts of so many entries each).  A reader who searches loads the head,
the file of each term asked for, and the entries that are shown: some hundred kilobytes of an
index of any size.  A reader who does not loads nothing.

Entries in a term's line: those with the term in their name, "/", those with it in their text;
each number as its distance from the one before, to base 36.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from itertools import pairwise
from typing import Final

from cjmgen.analysis.search import KINDS, Entry, entries_of, is_unspaced, terms_of, words_of
from cjmgen.digest import digest, digest_bytes
from cjmgen.engine import Later
from cjmgen.exporters.base import Export, Exporter, Published, Remember
from cjmgen.exporters.script_data import script_data
from cjmgen.model import lang_of

CHUNK: Final = 32
"""Entries in one file."""
SHARD: Final = 150_000
"""Characters of text that are worth a file of terms of their own."""
MOST_SHARDS: Final = 256
WORDS: Final = ("none", "some", "more", "all", "short")
"""Interface words the script needs, ``search.<word>``."""

Json = dict[str, "Json"] | list["Json"] | str | int | None


@dataclass(frozen=True, slots=True)
class Head:
    shards: int
    kinds: tuple[tuple[str, str, int], ...]
    """Kind, what the interface calls it, how many entries; entries are numbered in this order."""
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some entries with their addresses.  Compared by digest: the texts are long."""

    key: str
    entries: tuple[tuple[Entry, str], ...] = field(compare=False, repr=False)


Postings = dict[str, list[list[int]]]
"""Term -> numbers of the entries with it in their name, and of those with it in their text."""


@dataclass(frozen=True, slots=True)
class Shard:
    """The terms of one file, chunk by chunk.  Compared by digest, so that an edit leaves most files alone."""

    number: int
    keys: tuple[str, ...]
    """Of each chunk's postings; "" where it has none here."""
    postings: tuple[Postings, ...] = field(compare=False, repr=False)
    """Of each chunk; entries are numbered from 0 in each."""


def exports(published: Published) -> Iterator[Export]:
    there = {page.path for page in published.pages}
    for lang, atlas in published.atlases.items():
        found = [
            (entry, published.path_of(lang, entry.target.kind, entry.target.id)) for entry in entries_of(atlas.site)
        ]
        index = _Index(
            tuple((entry, published.relative(path, "")) for entry, path in found if path.split("#")[0] in there),
            published.remember,
        )
        counts = Counter(entry.target.kind for entry, _ in index.entries)
        kinds = tuple(
            (kind, published.say(lang, f"search.kind.{kind}"), counts[kind]) for kind in KINDS if counts[kind]
        )
        words = tuple((word, published.say(lang, f"search.{word}")) for word in WORDS)
        file = partial(Export, group=f"search@{lang}")
        yield file(path=f"search/{lang}/head.js", value=Head(index.shards, kinds, words), write=head)
        for number in range(-(-len(index.entries) // CHUNK)):
            yield file(path=f"search/{lang}/e{number}.js", value=Later(partial(index.chunk, number)), write=texts)
        for number in range(index.shards):
            yield file(path=f"search/{lang}/w{number}.js", value=Later(partial(index.shard, number)), write=terms)


class _Index:
    """All entries of an edition with their addresses, and what its files are made of."""

    def __init__(self, entries: tuple[tuple[Entry, str], ...], remember: Remember) -> None:
        self.entries, self._remember = entries, remember
        self.shards = shards_for(sum(len(text) for entry, _ in entries for text in entry.text))

    def chunk(self, number: int) -> tuple[int, Chunk]:
        return number, self._chunks[number]

    def shard(self, number: int) -> Shard:
        found = [part.get(str(number), ("", {})) for part in self._parts]
        return Shard(number, tuple(key for key, _ in found), tuple(postings for _, postings in found))

    @cached_property
    def _chunks(self) -> tuple[Chunk, ...]:
        parts = (self.entries[i : i + CHUNK] for i in range(0, len(self.entries), CHUNK))
        return tuple(Chunk(digest(part), part) for part in parts)

    @cached_property
    def _parts(self) -> tuple[dict[str, tuple[str, Postings]], ...]:
        """Of each chunk: file number -> digest and postings.  Most are remembered from the last build."""
        return tuple(
            json.loads(self._remember(f"terms {self.shards} {chunk.key}", partial(_parted, chunk, self.shards)))
            for chunk in self._chunks
        )


def _parted(chunk: Chunk, shards: int) -> str:
    """A chunk's postings by the file their terms are in, with their digests, as JSON."""
    found: dict[int, Postings] = {}
    for number, (entry, _) in enumerate(chunk.entries):
        for which, said in enumerate(((entry.target.name,), entry.text)):
            # Texts are joined by what no word and no run goes across.
            for term in set(terms_of(" | ".join(map(words_of, said)))):
                postings = found.setdefault(shard_of(term, shards), {})
                postings.setdefault(term, [[], []])[which].append(number)
    sorted_ = ((shard, dict(sorted(postings.items()))) for shard, postings in found.items())
    return json.dumps({shard: [digest_bytes(repr(postings).encode()), postings] for shard, postings in sorted_})


def shards_for(characters: int) -> int:
    """How many files the terms of so much text are spread over: a power of two."""
    return int(min(MOST_SHARDS, 1 << max(0, (characters // SHARD).bit_length())))


def shard_of(term: str, shards: int) -> int:
    """The file a term is in; terms a reader means by one beginning of two characters are together."""
    return _shard_of(term[: 1 if is_unspaced(term) else 2], shards)


@lru_cache(maxsize=8192)
def _shard_of(beginning: str, shards: int) -> int:
    number = 0
    for character in beginning:
        number = (number * 31 + ord(character)) % 65_536
    return number % shards


def head(value: Head) -> bytes:
    return _script(
        "head",
        {
            "shards": value.shards,
            "chunk": CHUNK,
            "kinds": [[kind, label, count] for kind, label, count in value.kinds],
            "words": dict(value.words),
        },
    )


def texts(value: tuple[int, Chunk]) -> bytes:
    number, chunk = value
    return _script(
        f"e{number}",
        [
            [address, _marked(entry.target.name), _marked(entry.within), [_marked(text) for text in entry.text]]
            for entry, address in chunk.entries
        ],
    )


def _marked(text: str) -> Json:
    """A text as words; with its language, if that is not the edition's."""
    lang = lang_of(text)
    return words_of(text) if lang is None else [words_of(text), lang]


def terms(value: Shard) -> bytes:
    found: Postings = {}
    for number, postings in enumerate(value.postings):
        first = number * CHUNK
        for term, parts in postings.items():
            for whole, part in zip(found.setdefault(term, [[], []]), parts, strict=True):
                whole += [first + entry for entry in part]
    return _script(f"w{value.number}", {term: _line(*found[term]) for term in sorted(found)})


def _line(names: list[int], texts: list[int]) -> str:
    return _distances(names) + (f"/{_distances(texts)}" if texts else "")


_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


def _distances(numbers: Sequence[int]) -> str:
    return ",".join(_base36(after - before) for before, after in pairwise((0, *numbers)))


@lru_cache(maxsize=4096)
def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"


def _script(name: str, value: object) -> bytes:
    """A script that hands its data over; whatever the texts hold, they stay texts."""
    return f'cjmSearch("{name}",{script_data(value)});\n'.encode("utf-8", "replace")


EXPORTER = Exporter(name="search-index", exports=exports)
