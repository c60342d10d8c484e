"""Links in Markdown source are found with their places, and code is passed over."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmgen.markup.links import find_links, is_external, unsafe_target
from cjmgen.markup.markdown import block_html


def targets(markdown: str) -> list[str]:
    return [found.target for found in find_links(markdown)]


def test_a_link_has_the_place_of_its_target() -> None:
    text = '见 [队列](touchpoint:help-line) 和 ![p](asset:x.png "标题")'
    queue, picture = find_links(text)
    assert (queue.target, queue.is_image) == ("touchpoint:help-line", False)
    assert (picture.target, picture.is_image) == ("asset:x.png", True)
    for found in (queue, picture):
        assert text[found.start : found.end] == found.target


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b(c)d)", ["b(c)d"]),
        ("[a](<b c>)", ["b c"]),
        ("[a](<b c> 'title')", ["b c"]),
        ("[a](b 'it)s')", ["b"]),
        ("[a]( b )", ["b"]),
        ("[a](persona:安娜)", ["persona:安娜"]),
        ("[a](x?a=1&amp;b=2)", ["x?a=1&b=2"]),
        ("[x](&#106;avascript:a)", ["javascript:a"]),
        ("[a](my\\_file.pdf)", ["my_file.pdf"]),
        ("[![i](a.png)](b)", ["a.png", "b"]),
        ("<https://a.b/?c> <me@x.org>", ["https://a.b/?c", "mailto:me@x.org"]),
        ("[a][r]\n\n[r]: journey:x 'T'\n[s]: <b c>\n", ["journey:x", "b c"]),
        ("> [q](r)", ["r"]),
        ("- a\n\n    [in a list](b)\n\n        [code](c)\n", ["b"]),
        ("a\n    [goes on](b)\n", ["b"]),
        ("`[a](b)` [c](d)", ["d"]),
        ("``[a](`) [b](c)`` [d](e)", ["e"]),
        ("`open [a](b)", ["b"]),
        ("\\[a](b) \\`[c](d)\\`", ["d"]),
        ("```\n[a](b)\n```\n[c](d)\n", ["d"]),
        ("~~~ md\n[a](b)\n\n[c](d)\n~~~\n", []),
        ("```\n[never closed](b)\n", ["b"]),
        ("    [a](b)\n\n[c](d)\n", ["d"]),
        ("\t[a](b)\n", []),
        ("[a] (b) [c] [](", []),
        ("[a](b)\r\n\r\n[c](d)\r\n", ["b", "d"]),
    ],
)
def test_links_are_told_from_text_and_code(text: str, expected: list[str]) -> None:
    assert targets(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[a](b) and ![c](asset:d.png) and <https://e.f>",
        "[a](b(c)d) [e](<f g>) [h](i 'j')",
        "`[a](b)` [c](d) \\[e](f)",
        "```\n[a](b)\n```\n\n[c](d)",
        "[a](x?a=1&amp;b=2) [l](persona:安娜)",
        "- a\n\n    [in a list](b)\n\n1. [c](d)\n\n> [q](r)\n",
        "    [code](a)\n\n[b](c)",
        "| a | b |\n|---|---|\n| [x](y) | [z](w) |\n",
        "# [a](b)\n[c](d)",
    ],
)
def test_the_targets_found_are_those_a_page_asks_for(text: str) -> None:
    asked: list[str] = []

    def link(target: str) -> str:
        asked.append(target)
        return target

    block_html(text, link)
    assert sorted(asked) == sorted(targets(text))


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        " javascript:x",
        "java\tscript:x",
        "java\nscript:x",
        "\x01javascript:x",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "blob:x",
        "ftp://x",
        "//evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "http:evil",
        "https:///x",
        "https:\\\\x",
        "mailto:",
        "unknown:x",
        ":x",
        "a\x00b",
        "персона:anna",
    ],
)
def test_an_unsafe_target_is_refused(target: str) -> None:
    assert unsafe_target(target)


@pytest.mark.parametrize(
    "target",
    [
        "https://a.b",
        "HTTP://a.b",
        "mailto:a@b.c",
        "persona:anna",
        "touchpoint:help-line#x",
        "../a",
        "a/b:c",
        "#x:y",
        "?a:b",
        "",
        "a b.pdf",
        "asset:x.png",
        "step:checkout/card",
        "客户.md",
        "javascript%3Aalert(1)",
    ],
)
def test_a_safe_target_is_not(target: str) -> None:
    assert not unsafe_target(target)


@pytest.mark.parametrize("target", ["https://a.b/x.png", "mailto:a@b.c", "data:image/png;base64,x", "//a.b/x.png"])
def test_a_picture_may_not_come_from_elsewhere(target: str) -> None:
    assert unsafe_target(target, is_image=True)
    assert not unsafe_target("asset:x.png", is_image=True)


def test_a_web_address_is_external_and_nothing_else_is() -> None:
    assert [is_external(t) for t in ("https://a.b", "Http://a.b", "mailto:a@b.c", "a/b")] == [True, True, False, False]


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "![",
        "[a](",
        "](",
        '[a](" ',
        "[a](b '",
        "[[]](",
        "`a[",
        "<a://",
        "<a@[",
        "> [",
        "[a]:\n",
        "```a\n[\n",
        "[\n",
        "<![CDATA[",
        "\\[",
        "- [a](b\n",
        "    [a](\n",
        "~~~\n[",
        "]((",
    ],
)
def test_hostile_text_is_read_in_linear_time(piece: str) -> None:
    begun = time.process_time()
    find_links("[" + piece * (400_000 // len(piece)))
    assert time.process_time() - begun < 3


@given(st.text(st.sampled_from("ab[]()<>!`~\\\n '\":@/> -1.\t")))
def test_every_place_lies_in_the_text(text: str) -> None:
    for found in find_links(text):
        assert 0 <= found.start <= found.end <= len(text)
