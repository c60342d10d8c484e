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

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from itertools import pairwise
from typing import Final

from cjmgen.analysis.search import KINDS, Entry, entries_of, is_unspaced, terms_of, words_of
from cjmgen.digest import digest
from cjmgen.engine import Later
from cjmgen.exporters.base import Export, Exporter, Published
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


@dataclass(frozen=True, slots=True)
class Whole:
    """All entries of an edition.  Compared by digest, as each file of terms is made of them all."""

    key: str
    entries: tuple[Entry, ...] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Shard:
    number: int
    shards: int
    whole: Whole


def exports(published: Published) -> Iterator[Export]:
    there = {page.path for page in published.pages}
    for lang, atlas in published.atlases.items():
        found = [
            (entry, published.path_of(lang, entry.target.kind, entry.target.id)) for entry in entries_of(atlas.site)
        ]
        index = _Index(
            tuple((entry, published.relative(path, "")) for entry, path in found if path.split("#")[0] in there)
        )
        counts = Counter(entry.target.kind for entry, _ in index.entries)
        kinds = tuple(
            (kind, published.say(lang, f"search.kind.{kind}"), counts[kind]) for kind in KINDS if counts[kind]
        )
        words = tuple((word, published.say(lang, f"search.{word}")) for word in WORDS)
        file = partial(Export, group=lang)
        yield file(path=f"search/{lang}/head.js", value=Head(index.shards, kinds, words), write=head)
        for number in range(-(-len(index.entries) // CHUNK)):
            yield file(path=f"search/{lang}/e{number}.js", value=Later(partial(index.chunk, number)), write=texts)
        for number in range(index.shards):
            yield file(path=f"search/{lang}/w{number}.js", value=Later(partial(index.shard, number)), write=terms)


class _Index:
    """All entries of an edition with their addresses, and what its files are made of."""

    def __init__(self, entries: tuple[tuple[Entry, str], ...]) -> None:
        self.entries = entries
        self.shards = shards_for(sum(len(text) for entry, _ in entries for text in entry.text))

    def chunk(self, number: int) -> tuple[int, Chunk]:
        return number, self._chunks[number]

    def shard(self, number: int) -> Shard:
        return Shard(number, self.shards, self._whole)

    @cached_property
    def _chunks(self) -> tuple[Chunk, ...]:
        parts = (self.entries[i : i + CHUNK] for i in range(0, len(self.entries), CHUNK))
        return tuple(Chunk(digest(part), part) for part in parts)

    @cached_property
    def _whole(self) -> Whole:
        return Whole(digest(tuple(chunk.key for chunk in self._chunks)), tuple(entry for entry, _ in self.entries))


def shards_for(characters: int) -> int:
    """How many files the terms of so much text are spread over: a power of two."""
    return int(min(MOST_SHARDS, 1 << max(0, (characters // SHARD).bit_length())))


def shard_of(term: str, shards: int) -> int:
    """The file a term is in; terms a reader means by one beginning of two characters are together."""
    number = 0
    for character in term[: 1 if is_unspaced(term) else 2]:
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
    lines = _lines(value.whole, value.shards)[value.number]
    return _script(f"w{value.number}", dict(lines))


@lru_cache(maxsize=4)
def _lines(whole: Whole, shards: int) -> tuple[dict[str, Json], ...]:
    """Terms and their entries, for each file.  Kept: the files of an edition are made one after the other."""
    names, texts = _numbers((e.target.name,) for e in whole.entries), _numbers(e.text for e in whole.entries)
    lines: tuple[dict[str, Json], ...] = tuple({} for _ in range(shards))
    for term in sorted(names.keys() | texts.keys()):
        line = _distances(names.get(term, ())) + (f"/{_distances(texts[term])}" if term in texts else "")
        lines[shard_of(term, shards)][term] = line
    return lines


def _numbers(entries: Iterable[Sequence[str]]) -> dict[str, list[int]]:
    """Term -> the numbers of the entries that say it."""
    found: dict[str, list[int]] = {}
    for number, said in enumerate(entries):
        # Texts are joined by what no word and no run goes across.
        for term in set(terms_of(" | ".join(map(words_of, said)))):
            found.setdefault(term, []).append(number)
    return found


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
