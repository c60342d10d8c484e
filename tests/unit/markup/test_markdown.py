"""Markdown becomes safe HTML, and hostile Markdown becomes text."""

from __future__ import annotations

import re
import time
from collections.abc import Set
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from random import Random

import pytest
from fuzz.mutants import MARKDOWN_WORDS
from hypothesis import given, settings
from hypothesis import strategies as st

from cjmgen.markup import markdown
from cjmgen.markup.markdown import block_html, inline_html, plain_text


def link(target: str) -> str | None:
    kind, _, name = target.partition(":")
    if kind == "persona":
        return f"../personas/{name}/index.html" if name != "nobody" else None
    if kind == "asset":
        return f"../assets/{name}"
    return target


def inline(text: str) -> str:
    return inline_html(text, link)


def block(text: str) -> str:
    return block_html(text, link)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ('5 > 3 "quoted"', '5 &gt; 3 "quoted"'),
        ("a < b & c", "a &lt; b &amp; c"),
        ("**bold** *soft* `code`", "<strong>bold</strong> <em>soft</em> <code>code</code>"),
        ("这是**粗体**文字", "这是<strong>粗体</strong>文字"),
        ("snake_case_name", "snake_case_name"),
        ("\\*not\\*", "*not*"),
        ("two\nlines  \nfolded", "two lines folded"),
        ("&copy; &#x41;", "© A"),
        ("`<b>`", "<code>&lt;b&gt;</code>"),
        ("[a](persona:anna)", '<a href="../personas/anna/index.html">a</a>'),
        ("[a *b*](persona:nobody) c", "a <em>b</em> c"),
        ("[a](b.html 'T \"q\"')", '<a href="b.html" title="T &quot;q&quot;">a</a>'),
        ("![x](asset:p.png)", '<img src="../assets/p.png" alt="x">'),
        ('![x & "y"](https://a.b/p.png)', "x &amp; &quot;y&quot;"),
        (
            "<https://a.b/?c=1&d>",
            '<a href="https://a.b/?c=1&amp;d" rel="noopener noreferrer">https://a.b/?c=1&amp;d</a>',
        ),
        ("<me@x.org>", '<a href="mailto:me@x.org">me@x.org</a>'),
    ],
)
def test_inline_markdown_becomes_html(text: str, expected: str) -> None:
    assert inline(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1. foo",
        "# foo",
        "- foo",
        "* foo",
        "+ foo",
        "> foo",
        "---",
        "***",
        "| a | b |",
        "```",
        "    foo",
        "[a]: b",
        "===",
        "a\n===",
        "a | b\n--|--",
        "1. *foo*",
        "# *foo*",
        "- `foo`",
        "> *foo*",
        "[a]: b *c*",
    ],
)
def test_one_line_is_never_a_block(text: str) -> None:
    made = inline(text)
    assert not {tag for tag, _ in tags_of(made)} - {"em", "code"}
    kept = text.strip().replace("\n", " ").replace("*foo*", "foo").replace("`foo`", "foo").replace("*c*", "c")
    assert words_of(made) == kept


@pytest.mark.parametrize(
    "text",
    [
        "<b>x</b>",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<!-- x -->",
        "<![CDATA[x]]>",
        "<?php x ?>",
        "<div onclick='x'>*a*</div>",
        "<style>*{}</style>",
        "<iframe src=//x>",
        "</p></div>",
        "<svg/onload=x>",
    ],
)
def test_tags_are_shown_as_they_are_typed(text: str) -> None:
    for made in (inline(text), block(text), block(f"# {text}"), block(f"- a\n- {text}"), block(f"|a|\n|-|\n|{text}|")):
        assert {tag for tag, _ in tags_of(made)} <= {"p", "em", "h2", "ul", "li", *TABLE}
        assert "&lt;" in made
    assert words_of(inline(text)) == text.replace("*a*", "a").replace("*{}", "*{}")


REFUSED = ("java", "vb", "data", "file", "//", "about", "view", "feed")


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        "java\tscript:x",
        "java&Tab;script:x",
        "&#106;avascript:x",
        "&#x6A;avascript:x",
        "javascript&colon;x",
        "javascript&#58;x",
        "<javascript:x>",
        "java\\script:x",
        "\\javascript:x",
        "&#1;javascript:x",
        "vbscript:x",
        "data:text/html;base64,x",
        "file:///x",
        "//evil.example/x",
        "\\\\\\\\evil.example",
        "/\\\\evil.example",
        "about:blank",
        "view-source:x",
        "\x01javascript:x",
        "&#0;javascript:x",
        "&NewLine;javascript:x",
        "feed:javascript:x",
    ],
)
def test_an_obfuscated_scheme_leads_nowhere(target: str) -> None:
    for text in (
        f"[x]({target})",
        f"![x]({target})",
        f"[x]({target} 'title')",
        f"[x][r]\n\n[r]: {target}\n",
        f"[r]\n\n[r]: {target}",
        f"<{target}>",
        f"![x][r]\n\n[r]: {target}\n",
    ):
        for made in (inline(text), block(text)):
            for _, attributes in tags_of(made):
                address = attributes.get("href", attributes.get("src", ""))
                assert (
                    not address.lower()
                    .replace("\\", "/")
                    .startswith(("java", "vb", "data", "file", "//", "about", "view", "feed"))
                )
                assert "script:" not in address.lower()


@pytest.mark.parametrize(
    "text",
    [
        '[x](persona:anna"onmouseover=alert(1))',
        '![" onerror="x](asset:a.png)',
        "[x](a 'b\"onclick=x')",
        '[x](a"b)',
        "![x](asset:a.png '\" onload=\"x')",
        "\x02wzxhzdk:0\x03 *a*",
        "`\x02amp\x03`",
        "\x02klzzwxh:0001\x03 *a*",
    ],
)
def test_nothing_breaks_out_of_an_attribute(text: str) -> None:
    for made in (inline(text), block(text)):
        for tag, attributes in tags_of(made):
            assert set(attributes) <= {"href", "title", "rel", "src", "alt"}, (tag, attributes)


def test_a_first_level_heading_becomes_the_level_of_its_place() -> None:
    assert block_html("# A *b*\n\n## A b\n\n## 客户 旅程\n\n## !!\n", link, 3) == (
        '<h3 id="h-a-b">A <em>b</em></h3>\n<h4 id="h-a-b-2">A b</h4>\n<h4 id="h-客户-旅程">客户 旅程</h4>\n'
        '<h4 id="h-section">!!</h4>'
    )


def test_headings_start_at_their_place_and_skip_no_level() -> None:
    assert levels("## A\n\n##### B\n\n## C\n") == ["h2", "h3", "h2"]
    assert levels("#### A\n\n## B\n") == ["h2", "h2"]
    assert levels("# A\n\n## B\n\n### C\n\n#### D\n", 5) == ["h5", "h6", "h6", "h6"]


def levels(text: str, base: int = 2) -> list[str]:
    return re.findall(r"<(h\d)", block_html(text, link, base))


def test_a_table_scrolls_by_itself_and_is_named_after_its_columns() -> None:
    made = block("| Channel | *Cost* |\n|---|--:|\n| [web](persona:anna) | 3 |\n")
    assert made.startswith('<div class="prose__table" tabindex="0" role="region" aria-label="Channel, Cost"><table>')
    assert '<td class="is-right">3</td>' in made
    assert "style=" not in made
    assert '<a href="../personas/anna/index.html">web</a>' in made
    assert made.endswith("</table></div>")


def test_a_fence_keeps_its_language_and_nothing_else() -> None:
    assert block("```yaml\na: <b>\n```") == '<pre tabindex="0"><code class="language-yaml">a: &lt;b&gt;\n</code></pre>'
    made = block("``` { .yaml .is-evil #x style=y }\na\n```")
    assert made == '<pre tabindex="0"><code class="language-yaml">a\n</code></pre>'


def test_a_path_alone_above_a_fence_is_its_caption() -> None:
    made = block("`content/a.md`\n\n```yaml\na: 1\n```\n")
    assert made.startswith('<p class="prose__path"><code>content/a.md</code></p>\n<pre tabindex="0">')
    assert "prose__path" not in block("`run this`\n\n```\na\n```\n")
    assert "prose__path" not in block("`a.md`\n\nwords\n\n```\na\n```\n")


def test_lists_quotes_and_rules_are_blocks() -> None:
    made = block("3. a\n4. b\n\n- c\n    - d\n\n> e\n\n---\n\nf  \ng\r\n")
    assert made.replace("\n", "") == (
        '<ol start="3"><li>a</li><li>b</li></ol><ul><li>c<ul><li>d</li></ul></li></ul>'
        "<blockquote><p>e</p></blockquote><hr><p>f<br>g</p>"
    )


def test_attribute_lists_are_text() -> None:
    assert block("# A {: #x .y onclick=z }\n") == '<h2 id="h-a-x-y-onclick-z">A {: #x .y onclick=z }</h2>'


@pytest.mark.parametrize(
    "text", ["one", "one\ntwo", "one\n\ntwo 客户", "5 > 3 and 1.5", "a - b = c", "a\n\n\n\nb", "  a\nb", "x > y"]
)
def test_text_without_markup_is_the_same_with_and_without_the_library(text: str) -> None:
    library = block(text + "\n\n`x`").removesuffix("\n<p><code>x</code></p>")
    assert block(text) == library


@given(st.text(st.sampled_from("ab1.)-+=#>|~ \n\t&<*`_[]!\"'"), max_size=30))
@settings(max_examples=200)
def test_the_short_way_gives_what_the_long_way_gives(text: str) -> None:
    def squeezed(made: str) -> str:
        return " ".join(made.split()).replace(" </p>", "</p>")

    whole = block(text + "\n\n\u2603 `x`")
    if "<p>\u2603 <code>x</code></p>" in whole and whole.endswith("<p>\u2603 <code>x</code></p>"):
        alone, before = block(text), whole.removesuffix("<p>\u2603 <code>x</code></p>")
        if not {"li", "code", "pre", "blockquote"} & {tag for tag, _ in tags_of(before)}:
            assert squeezed(alone) == squeezed(before)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain < & text", "plain < & text"),
        ('**a** [b](persona:nobody) `c` ![d "e"](x.png)', 'a b c d "e"'),
        ("# A\n\n- b *c*\n- d\n\n```\ncode\n```\n", "A b c d code"),
        ("1. stays", "1. stays"),
        ("<b>shown</b>", "<b>shown</b>"),
        ("你好 **世界**", "你好 世界"),
    ],
)
def test_plain_text_keeps_the_words(text: str, expected: str) -> None:
    assert plain_text(text) == expected


HOSTILE = {
    "cdata": "<![CDATA[" * 2000,
    "brackets": "[" * 16_000,
    "pairs": "[" * 8000 + "]" * 8000,
    "links": "[a](" * 8000,
    "images": "![" * 8000,
    "paren": "[[]](" * 4000,
    "stars": "*" * 16_000,
    "quotes": ">" * 1_000_000,
    "quotes-sp": "> " * 500_000,
    "lists": "- " * 500_000 + "a",
    "stairs": "".join("    " * i + "- a\n" for i in range(700)),
    "mixed": "> - " * 4000 + "a",
    "ticks": "".join("`" * i + "a" for i in range(600)),
    "heads": "# a\n" * 45_000,
    "cells": "|" + "a|" * 5000 + "\n|" + "-|" * 5000 + "\n" + "||\n" * 5000,
    "paras": "a\n\n" * 60_000,
    "rules": "* * " * 45_000,
    "fences": "".join("`" * (i % 50 + 3) + "x\n" for i in range(6000)),
    "breaks": "a  \n" * 45_000,
    "defs": "[a]:\n" * 35_000,
    "amps": "&" * 190_000,
    "angles": "<" * 190_000,
    "mails": "<a@" * 60_000,
    "big": "word *x* " * 120_000,
    "_": "*_" * 90_000,
    "ol": "1. a\n" * 40_000,
    "ul": "* a\n" * 40_000,
    "backslash": "\\" * 190_000,
    "tabs": "\t" * 190_000 + "a*b*",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_made_to_take_long_does_not(name: str) -> None:
    for make in (block, inline, plain_text):
        begun = time.process_time()
        made = make(HOSTILE[name])
        assert time.process_time() - begun < 2
        assert make is plain_text or "<script" not in made


def test_a_long_honest_text_is_not_taken_for_a_hostile_one() -> None:
    chapter = "## Part\n\nSome *words* with a [link](persona:anna) and `code`.\n\n- one\n- two\n\n"
    chapter += "| a | b |\n|---|---|\n| 1 | 2 |\n\n"
    made = block(chapter * 1000)
    assert made.count("<table>") == 1000
    assert made.count("<a ") == 1000


def test_threads_do_not_mix_their_texts() -> None:
    texts = [f"**{number}** [a](persona:p{number})" for number in range(200)]
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(inline, texts))
    assert made == [
        f'<strong>{number}</strong> <a href="../personas/p{number}/index.html">a</a>' for number in range(200)
    ]


TABLE = ("div", "table", "thead", "tbody", "tr", "th", "td")
ALLOWED: dict[str, Set[str]] = {
    "a": {"href", "title", "rel"},
    "img": {"src", "alt", "title"},
    "code": {"class"},
    "ol": {"start"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "td": {"class"},
    "th": {"class"},
    "p": {"class"},
    "pre": {"tabindex"},
    **{f"h{level}": {"id"} for level in range(1, 7)},
    **dict.fromkeys(("br", "em", "strong", "blockquote", "hr", "li", *TABLE[1:5], "ul"), frozenset()),
}
NOISE = st.lists(
    st.sampled_from(
        [
            "<",
            ">",
            '"',
            "'",
            "`",
            "*",
            "_",
            "[",
            "](",
            ")",
            "!",
            "&",
            ";",
            "javascript:",
            "data:",
            "a",
            " ",
            "\n",
            "\n\n",
            "|",
            "-",
            "#",
            "    ",
            "> ",
            "- ",
            "1. ",
            "```",
            "&lt;",
            "&#x3c;",
            "\\",
            "<script>",
            "<a href=",
            "onerror=",
            "x@y.z",
            "://",
            "[r]: ",
            "\x02",
            "\x03",
            "\u202e",
            "persona:anna",
            "style=",
        ]
    ),
    max_size=25,
).map("".join)


@given(NOISE)
@settings(max_examples=300, deadline=None)
def test_only_allowed_elements_and_attributes_come_out(text: str) -> None:
    for made in (inline(text), block(text)):
        for tag, attributes in tags_of(made):
            assert set(attributes) <= ALLOWED[tag], (tag, attributes)
            address = attributes.get("href", attributes.get("src", ""))
            assert "javascript:" not in address.partition("/")[0].partition("?")[0].partition("#")[0].lower()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(made: str) -> _Reader:
    reader = _Reader()
    reader.feed(made)
    reader.close()
    return reader


def tags_of(made: str) -> list[tuple[str, dict[str, str]]]:
    return read(made).tags


def words_of(made: str) -> str:
    return "".join(read(made).words)


def test_patterns_left_out_of_a_text_would_have_matched_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(5)
    words = [word.decode("utf-8", "ignore") for word in MARKDOWN_WORDS] + ["word", " ", "*so*", "[a](b.md)", "`x`"] * 4
    texts = ["".join(random.choice(words) for _ in range(random.choice((2, 4, 9)))) for _ in range(1500)]
    quick = [(block_html(text, str), inline_html(text, str)) for text in texts]
    for made in (markdown._block_fragment, markdown._inline_fragment):
        made.cache_clear()
    monkeypatch.setattr(markdown, "_signs_in", lambda text: markdown._SIGNS)
    assert [(block_html(text, str), inline_html(text, str)) for text in texts] == quick
