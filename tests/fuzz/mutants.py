"""A text and a number -> another text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from cjmgen.markup.yaml_text import CONTROL

_NAMED: Final = re.compile(
    r"(\s*(?:- )?(?:name|title|goal|quote|thinking|doing|actual|expectation|label|role|why|text|owner): )\S.*"
)
LONGEST: Final = 60_000
"""Bytes; a mutant is cut here."""

YAML_WORDS: Final = (
    b"- ", b": ", b"? ", b"&a ", b"*a", b"<<: *a", b"!!python/object:os.system ", b"!x ", b"---\n", b"...\n",
    b"|\n", b">-\n", b"{", b"}", b"[", b"]", b",", b"#", b"'", b'"', b"\\", b"%YAML 1.1\n", b"\t", b"\xff", b"\x00",
    b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xc2\x85", b"\r", b"\r\n", b"~", b"null", b".nan", b"-.inf", b"1e999",
    b"0x", b"0o9", b"9" * 400, b"true", b"2026-02-30", b"12:30", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"id: ",
    b"steps:\n", b"  ", b'"\\ud800"', b'"\\x07"', b"audience: {a: internal}\n", b"draft: true\n",
    b"personas: [anna]\n", b"x-a: 1\n",
)  # fmt: skip
MARKDOWN_WORDS: Final = (
    b"[", b"]", b"](", b")", b"!", b"![", b"`", b"``", b"```\n", b"~~~\n", b"*", b"**", b"_", b"__", b"<", b">",
    b"&", b"&#", b"&#x3c;", b"&lt;", b"\\", b"\n\n", b"\n", b"    ", b"\t", b"# ", b"- ", b"1. ", b"> ", b"|",
    b"|-|-|\n", b"---\n", b"<script>fuzz()</script>", b"<img src=x onerror=fuzz()>", b"javascript:fuzz()",
    b"data:text/html,<b>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?", b"?>", b"[a]: javascript:fuzz()\n",
    b"[a](touchpoint:till)", b"<https://a.b>", b"[a][]", b'"onmouseover="fuzz()', b"'", b'"', b"\x00", b"\x02",
    b"\x03", b"\x1b[31m", b"\xe2\x80\xae", b"\xf0\x9f\x98\x80", b"\xff", b"<svg/onload=fuzz()>", b"</p>",
    b"<style>", b"[^1]", b"{: onclick=fuzz()}", b"  \n", b"stx:0:etx", b"klzzwxh:0001", b"\x02klzzwxh:0001\x03",
    b"<a href='javascript:fuzz()'>x</a>", b"\x02wzxhzdk:0\x03",
)  # fmt: skip

Change = Callable[[bytearray, Random, Sequence[bytes]], None]


def mutant(seeds: Sequence[bytes], words: Sequence[bytes], number: int) -> bytes:
    """The mutant of that number: one of the seeds after one to eight changes."""
    random = Random(number)
    text = bytearray(random.choice(seeds))
    for _ in range(random.choice((1, 1, 2, 3, 5, 8))):
        if random.random() < 0.1:
            _splice(text, random, seeds)
        else:
            random.choice(CHANGES)(text, random, words)
        del text[LONGEST:]
    return bytes(text)


def reworded(seed: bytes, words: Sequence[bytes], number: int) -> bytes:
    """The same keys and other values: most such files are right, and go all the way to a page."""
    random = Random(number)
    lines = seed.decode().split("\n")
    named = [at for at, line in enumerate(lines) if _NAMED.fullmatch(line)]
    for at in random.sample(named, min(len(named), random.choice((1, 2, 4)))):
        made = b"".join(random.choice(words) for _ in range(random.choice((1, 2, 5)))) * random.choice((1, 1, 1, 40))
        text = json.dumps(CONTROL.sub("", made.decode("utf-8", "ignore")), ensure_ascii=False)
        lines[at] = _NAMED.sub(lambda found, text=text: found[1] + text, lines[at])  # type: ignore[misc]
    return "\n".join(lines).encode()


def _place(text: bytearray, random: Random) -> int:
    return random.randrange(len(text) + 1)


def _stretch(text: bytearray, random: Random) -> tuple[int, int]:
    start = _place(text, random)
    return start, min(len(text), start + random.choice((1, 2, 4, 10, 40, 200)))


def _splice(text: bytearray, random: Random, seeds: Sequence[bytes]) -> None:
    other = bytearray(random.choice(seeds))
    text[_place(text, random) :] = other[_place(other, random) :]


def _insert(text: bytearray, random: Random, words: Sequence[bytes]) -> None:
    at = _place(text, random)
    text[at:at] = random.choice(words)


def _insert_many(text: bytearray, random: Random, words: Sequence[bytes]) -> None:
    at = _place(text, random)
    text[at:at] = b"".join(random.choice(words) for _ in range(random.choice((2, 3, 8)))) * random.choice(
        (1, 3, 30, 300)
    )


def _overwrite(text: bytearray, random: Random, words: Sequence[bytes]) -> None:
    start, end = _stretch(text, random)
    text[start:end] = random.choice(words)


def _delete(text: bytearray, random: Random, words: Sequence[bytes]) -> None:
    start, end = _stretch(text, random)
    del text[start:end]


def _repeat(text: bytearray, random: Random, words: Sequence[bytes]) -> None:
    start, end = _stretch(text, random)
    text[end:end] = text[start:end] * random.choice((1, 2, 10, 100))


def _move(text: bytearray, random: Random, words: Sequence[bytes]) -> None:
    start, end = _stretch(text, random)
    piece = text[start:end]
    del text[start:end]
    at = _place(text, random)
    text[at:at] = piece


def _flip(text: bytearray, random: Random, words: Sequence[bytes]) -> None:
    if text:
        text[random.randrange(len(text))] ^= 1 << random.randrange(8)


def _noise(text: bytearray, random: Random, words: Sequence[bytes]) -> None:
    at = _place(text, random)
    text[at:at] = random.randbytes(random.choice((1, 2, 5)))


def _reindent(text: bytearray, random: Random, words: Sequence[bytes]) -> None:
    lines = text.split(b"\n")
    at = random.randrange(len(lines))
    lines[at] = b" " * random.randrange(9) + lines[at].lstrip(b" ")
    text[:] = b"\n".join(lines)


CHANGES: Final[tuple[Change, ...]] = (
    _insert, _insert, _insert_many, _overwrite, _delete, _repeat, _move, _flip, _noise, _reindent,
)  # fmt: skip
