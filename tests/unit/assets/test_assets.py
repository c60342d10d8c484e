"""What of an author's file is published: its looks, not its remarks; and nothing that a browser would run."""

from __future__ import annotations

import re
import struct
import time
import zlib

import pytest
from conftest import tiny

from cjmgen import pipeline
from cjmgen.assets import Refused, publishable
from cjmgen.diagnostics import Severity
from cjmgen.engine import MemoryMemo
from cjmgen.source import MemoryTree

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def png(width: int, height: int, *more: tuple[bytes, bytes]) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 8))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunk(*each) for each in more) + pixels + chunk(b"IEND", b"")


def jpeg(width: int, height: int, *more: bytes) -> bytes:
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\1\x11\0"
    scan = b"\xff\xda" + struct.pack(">H", 8) + b"\1\1\0\0\x3f\0" + b"pixels\xff\0\xff\xd3more"
    return b"\xff\xd8" + b"".join(more) + frame + scan + b"\xff\xd9"


def segment(marker: int, data: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data


def exif(orientation: int) -> bytes:
    entries = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0) + struct.pack("<HHII", 0x8825, 4, 1, 0x47505321)
    return segment(0xE1, b"Exif\0\0II*\0" + struct.pack("<IH", 8, 2) + entries + b"\0\0\0\0")


def gif(width: int, height: int) -> bytes:
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    picture = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\2\2\x44\1\0"
    return head + b"\x21\xfe\x06secret\0" + b"\x21\xff\x0bNETSCAPE2.0\3\1\0\0\0" + picture + b"\x3bsecret"


def webp(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)

    canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    bits = (width - 1 & 0x3FFF) | (height - 1 & 0x3FFF) << 14
    body = chunk(b"VP8X", b"\x0c\0\0\0" + canvas) + chunk(b"VP8L", b"\x2f" + struct.pack("<I", bits) + b"pixels")
    body += chunk(b"EXIF", b"secret") + chunk(b"XMP ", b"secret!")
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def test_a_picture_loses_what_is_said_about_it_and_keeps_its_looks() -> None:
    remarks = ((b"tEXt", b"Author\0secret"), (b"eXIf", b"MM secret"), (b"pHYs", b"\0" * 9))
    made = publishable("a.PNG", png(3, 2, *remarks) + b"secret")
    assert b"secret" not in made
    assert b"pHYs" in made
    assert publishable("a.png", made) == made

    jfif, icc = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"), segment(0xE2, b"ICC_PROFILE\0\1\1profile")
    xmp, comment = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0secret"), segment(0xFE, b"secret")
    made = publishable("a.jpg", jpeg(3, 2, jfif, icc, xmp, comment) + b"secret")
    assert made == jpeg(3, 2, jfif, icc)

    made = publishable("a.gif", gif(3, 2))
    assert b"secret" not in made
    assert b"NETSCAPE2.0" in made
    assert publishable("a.gif", made) == made

    made = publishable("a.webp", webp(3, 2))
    assert b"secret" not in made
    assert made[20] == 0, "and does not promise it"
    assert publishable("a.webp", made) == made


def test_a_photograph_keeps_which_way_up_it_is_and_not_where_it_was_taken() -> None:
    made = publishable("a.jpeg", jpeg(3, 2, exif(6)))
    assert b"GPS!"[::-1] not in made
    assert struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0) in made
    assert publishable("a.jpeg", made) == made
    assert publishable("a.jpeg", jpeg(3, 2, exif(1))) == jpeg(3, 2)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", png(10_000, 5_001)),
        ("a.jpg", jpeg(10_000, 5_001)),
        ("a.gif", gif(10_000, 5_001)),
        ("a.webp", webp(10_000, 5_001)),
        ("a.png", png(2**31, 2**31)),
        ("a.png", png(1, 1) + b"\0" * 20_000_000),
        ("a.svg", b" " * 5_000_001),
        ("a.svg", SVG.format("<g>" * 60 + "</g>" * 60).encode()),
        ("a.svg", SVG.format("<g/>" * 60_000).encode()),
        ("a.svg", SVG.format('<g id="a"><use href="#a"/></g>').encode()),
        (
            "a.svg",
            SVG.format("".join(f'<g id="g{i}"><use href="#g{i + 1}"/><use href="#g{i + 1}"/></g>' for i in range(40)))
            .encode(),
        ),
        ("a.svg", b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + SVG.format("&b;").encode()),
        ("a.svg", b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG.format("&a;").encode()),
    ],
    ids=lambda value: value if isinstance(value, str) else str(len(value)),
)  # fmt: skip
def test_a_picture_that_is_too_much_is_refused_at_once(name: str, content: bytes) -> None:
    began = time.process_time()
    with pytest.raises(Refused, match=r"this|a (?:picture|drawing) has at most"):
        publishable(name, content)
    assert time.process_time() - began < 1


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.gif", "a.webp", "a.svg"])
@pytest.mark.parametrize("content", [b"", b"<html><script>", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"RIFF"])
def test_what_is_not_what_its_name_says_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(Refused, match="this is no whole"):
        publishable(name, content)


@pytest.mark.parametrize("make", [png, jpeg, gif, webp])
def test_a_picture_that_ends_anywhere_is_refused_or_whole(make) -> None:  # type: ignore[no-untyped-def]
    name, whole = f"a.{make.__name__}", make(3, 2)
    for length in range(len(whole)):
        try:
            publishable(name, whole[:length])
        except Refused:
            continue


@pytest.mark.parametrize(
    "name", ["a.html", "a.xhtml", "a.js", "a.svgz", "a.xml", "a.htm", "a", "a.png.html", "a.css", ".x"]
)
def test_what_a_browser_might_run_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="might run"):
        publishable(name, b"<script>x()</script>")


ACTIVE = {
    "script": "<script>x()</script>",
    "script in the name space": '<s:script xmlns:s="http://www.w3.org/2000/svg">x()</s:script>',
    "handler": '<rect onclick="x()" ONLOAD="x()" onbegin="x()"/>',
    "link": '<a href="javascript:x()"><rect/></a>',
    "old link": '<a xlink:href="javascript:x()"><rect/></a>',
    "foreign": '<foreignObject><b xmlns="http://www.w3.org/1999/xhtml" onclick="x()">y</b></foreignObject>',
    "animated link": '<a><set attributeName="href" to="javascript:x()"/><animate attributeName="href" to="x"/></a>',
    "picture from elsewhere": '<image href="https://evil.example/x.png"/>',
    "drawing in a picture": '<image href="data:image/svg+xml;base64,PHN2Zz4="/>',
    "use from elsewhere": '<use href="https://evil.example/x.svg#a"/>',
    "style from elsewhere": '<style>@import "https://evil.example"; a{b:url(https://evil.example)}</style>',
    "style attribute": '<rect style="fill:url(https://evil.example)" fill="url( \'//evil.example\' )"/>',
    "hidden in a style": "<style>a{b:u\\72l(https://evil.example)}</style>",
    "filter": '<filter><feImage href="https://evil.example"/></filter>',
    "instruction": '<?xml-stylesheet href="https://evil.example"?>',
    "comment": "<!-- <script>x()</script> -->",
    "markup in a text": "<text><![CDATA[<script>x()</script>]]></text>",
}


@pytest.mark.parametrize("inner", ACTIVE.values(), ids=ACTIVE)
def test_a_drawing_runs_nothing_and_asks_nobody(inner: str) -> None:
    made = publishable("a.svg", SVG.format(inner + "<circle r='1'/>").encode()).decode()
    assert "<circle" in made
    assert not re.search("<script|javascript|evil.example|onclick|onload|onbegin|<set|svg[+]xml|xml-style", made, re.I)
    assert publishable("a.svg", made.encode()).decode() == made


def test_a_drawing_keeps_what_it_looks_like() -> None:
    inner = (
        '<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient></defs>'
        '<style>.a{fill:url(#g)}</style><g class="a" style="opacity:.5"><use xlink:href="#g"/></g>'
        '<text xml:space="preserve">A &lt; B &amp; C</text><image href="data:image/png;base64,AAAA"/>'
    )
    assert publishable("a.svg", SVG.format(inner).encode()).decode() == SVG.format(inner)


def test_a_drawing_is_written_anew_once() -> None:
    memo = MemoryMemo()
    content = SVG.format("<!-- x --><rect width='1'/>").encode()
    assert publishable("a.svg", content, memo) == publishable("a.svg", content, memo) == publishable("a.svg", content)


def test_a_refused_file_is_an_error_that_names_it_and_nothing_is_built() -> None:
    page = "---\ntitle: Open\n---\n[a](bad.html) ![b](big.png)\n"
    files: dict[str, str | bytes] = {**tiny({"content/pages/open.md": page}).files}
    files |= {"content/assets/bad.html": "<b>", "content/assets/big.png": png(9000, 9000)}
    files |= {"content/assets/unused.html": "nobody refers to it, so it is not looked at"}
    project = pipeline.load_tree(MemoryTree(files))
    found = {(d.code, d.origin.path) for d in project.report if d.severity is Severity.ERROR}
    assert found == {("S011", "content/assets/bad.html"), ("S011", "content/assets/big.png")}
    assert all(d.hint for d in project.report if d.code == "S011")
