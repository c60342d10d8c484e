"""Small texts that would be large, deep or slow are refused at once and by name; what is not refused takes seconds.

The limits are those of a stranger's pull request: a second and 200 MB for what is refused, ten seconds for the build
of any megabyte that is not.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import tiny

from cjmgen import engine, pipeline
from cjmgen.diagnostics import CjmgenError, Report
from cjmgen.markup import document
from cjmgen.markup.markdown import block_html, inline_html, plain_text
from cjmgen.source import MAX_BYTES, DiskTree, MemoryTree

LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join([f'*{chr(97 + i)}'] * 10)}]\n" for i in range(9)
)
YAML = {
    "a billion laughs": LAUGHS,
    "aliases": "a: &a x\nb: [" + "*a, " * 200 + "]\n",
    "a circle": "a: &a [*a]\n",
    "deep lists": "a: " + "[" * 100_000,
    "deep mappings": "".join(" " * i + "a:\n" for i in range(1000)),
    "deep dashes": "- " * 400_000,
    "values": "a: [" + "x, " * 300_000 + "]\n",
    "merges": "a: &a {b: 1}\nc: {<<: *a}\n",
    "tags": "a: !!python/object/apply:os.system [true]\n",
    "two megabytes": "a: " + "x" * 2_000_001,
    "five megabytes": "# " + "x" * 5_000_000,
    "a long list": "a: [" + "x, " * 5001 + "]\n",
    "a key twice": "a: 1\n" * 40_000,
    "documents": "---\na: 1\n" * 50_000,
    "control characters": "a: x\x07\n" * 50_000,
}  # fmt: skip
MARKDOWN = {
    "sections of data": "[<![CDATA[" * 2000,
    "brackets": "[" * 16_000,
    "few brackets": "[" * 900,
    "pictures left open": "![" * 5000,
    "links left open": "[a](" * 40_000,
    "parentheses": "[a](" + "(" * 100_000,
    "lists": "".join("    " * i + "- a\n" for i in range(200)),
    "quotes": ">" * 50_000 + " a",
    "quoted lists": ("> - " * 15 + "a\n") * 3000,
    "fences": "```a\n~~~b\n" * 19_000,
    "headings": "# a\n" * 90_000,
    "paragraphs": "a *b*\n\n" * 20_000,
    "emphasis": "*a " * 60_000,
    "stars": "*" * 200_000,
    "a wide table": "|" + "a|" * 5000 + "\n|" + "-|" * 5000 + "\n" + "|\n" * 20,
    "backticks": "``a`" * 45_000,
    "a megabyte and more": "word " * 210_000,
}
LEGAL = {
    "autolinks": "<http://a> " * 9000,
    "entities": "&amp;" * 18_000,
    "comments": "<!--" * 10_000,
    "signs": "*_" * 9000,
    "definitions": "".join(f"[a{i}]: http://x{i}\n" for i in range(900)),
    "reference links": "[a][b]\n" * 1400,
    "backslashes": "\\*" * 9000,
    "a word of a megabyte": "a" * 900_000,
    "words": "lorem ipsum " * 80_000,
    "rules": "- - - " * 3000,
    "placeholders": "klzzwxh:0001" * 15_000,
    "runs of backticks": "".join("`" * i + "a" for i in range(20)),
}
SLOWEST_MB_S = 10


def refused(path: str, text: str) -> tuple[str, ...]:
    """What is said of a file, within a second."""
    report = Report()
    began = time.process_time()
    document.read(MemoryTree({path: text}), path, report)
    took = time.process_time() - began
    assert took < 1, f"{took:.1f} s"
    return tuple(found.code for found in report)


@pytest.mark.parametrize("text", YAML.values(), ids=YAML)
def test_a_yaml_bomb_is_refused_at_once(text: str) -> None:
    assert (
        set(refused("content/metrics/a.yaml", text)) & {"S001", "S002", "S003", "S004", "S005"}
        or text is YAML["anchors"]
    )


@pytest.mark.parametrize("text", MARKDOWN.values(), ids=MARKDOWN)
def test_a_markdown_bomb_is_refused_at_once_and_never_converted(text: str) -> None:
    assert refused("content/pages/a.md", f"---\ntitle: A\n---\n{text}") == ("S004",)
    began = time.process_time()
    for made in (block_html(text, str), inline_html(text, str), plain_text(text)):
        assert len(made) < 10 * len(text)
    assert time.process_time() - began < 1


@pytest.mark.parametrize("text", LEGAL.values(), ids=LEGAL)
def test_what_is_not_refused_takes_less_than_five_seconds(text: str) -> None:
    assert refused("content/pages/a.md", f"---\ntitle: A\n---\n{text}") == ()
    for convert in (block_html, inline_html):
        began = time.process_time()
        convert(f"{text} ", str)
        assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "unit", ["[", "![", "[a](", "[[]", "``a`", "_*", "**a*", "<a:b>", "[a][b] ", "\\*", "*a ", "  \n"]
)
def test_many_short_texts_take_no_longer_than_one_long_one(unit: str) -> None:
    """The cost of a megabyte of texts of a few hundred signs, from the cost of thirty."""
    texts = [f"{i} {(unit * 400)[:400]}" for i in range(30)]
    inline_html("*begin*", str)
    began = time.process_time()
    for text in texts:
        inline_html(text, str)
    assert (time.process_time() - began) * 1_000_000 / sum(map(len, texts)) < SLOWEST_MB_S


@pytest.mark.parametrize("line", ["[a]: x\n", "[^a]: b\n", "[a]: https://x/\n", "[a](b.md)\n"])
@pytest.mark.parametrize("count", [1000, 40_000])
def test_links_are_looked_for_in_seconds_however_many_there_are(line: str, count: int) -> None:
    text = f"{line}\n" * count if count == 1000 else line * count
    began = time.process_time()
    project = pipeline.load_tree(tiny({"content/pages/a.md": f"---\ntitle: A\n---\n{text}"}))
    assert time.process_time() - began < 3
    assert ("S004" in {found.code for found in project.report}) == (count > 1000)


def steps(count: int) -> str:
    lines = (
        f"  - {{id: a{i}, name: I do {i}, channel: web, emotion: {i % 5 - 2}, pains: [p{i}]}}\n" for i in range(count)
    )
    return f"---\nname: Pay\nsteps:\n{''.join(lines)}---\n"


def test_a_file_larger_than_any_limit_is_not_even_read_whole(tmp_path: Path) -> None:
    big = tmp_path / "content/assets/big.pdf"
    big.parent.mkdir(parents=True)
    with big.open("wb") as file:
        file.truncate(40 * MAX_BYTES)
    with pytest.raises(OSError, match="larger than 50 MB"):
        DiskTree(tmp_path).read("content/assets/big.pdf")


def test_no_bomb_takes_more_than_two_hundred_megabytes(tmp_path: Path) -> None:
    """Each is read by a process of its own, which a small one begins."""
    for number, text in enumerate(YAML.values()):
        (tmp_path / f"{number}.yaml").write_text(text, "utf-8")
    for number, text in enumerate(MARKDOWN.values()):
        (tmp_path / f"{number}.md").write_text(f"---\ntitle: A\n---\n{text}", "utf-8")
    script = """
import os, resource, sys
from pathlib import Path
from cjmgen.diagnostics import CjmgenError, Report
from cjmgen.markup import document
from cjmgen.source import DiskTree
tree = DiskTree(Path(sys.argv[1]))
for path in tree.paths():
    if (child := os.fork()) == 0:
        report = Report()
        document.read(tree, path, report)
        os._exit(0 if len(report) else 1)
    assert os.waitpid(child, 0)[1] == 0, path
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], check=True, capture_output=True, encoding="utf-8"
    )
    assert int(done.stdout) < 200


def built_in_s(files: dict[str, str | None]) -> float:
    began = time.process_time()
    project = pipeline.load_tree(tiny(files))
    assert not project.report.has_errors
    folder = engine.MemoryFolder()
    build: Callable[..., engine.BuildResult] = pipeline.build
    result = build(project, pipeline.renderer_of(project, engine.MemoryMemo()), engine.State(), folder)
    assert result.is_published
    return time.process_time() - began


def test_a_journey_of_a_thousand_steps_builds_in_seconds() -> None:
    assert built_in_s({"content/journeys/checkout/01-pay.md": steps(1000)}) < 10


def test_a_journey_of_too_many_pains_is_refused_by_name() -> None:
    pains = ", ".join(f"p{number}" for number in range(4000))
    steps = "".join(f"  - {{name: I do {i}, pains: [{pains}]}}\n" for i in range(3))
    project = pipeline.load_tree(tiny({"content/journeys/checkout/01-pay.md": f"---\nname: Pay\nsteps:\n{steps}---\n"}))
    [found] = [found for found in project.report if found.code == "S004"]
    assert found.origin.keys == ("steps", 2, "pains", 2000)
    assert "10,000 pains" in found.message


def test_a_file_of_too_many_texts_with_markup_is_refused_by_name() -> None:
    """Each of twenty thousand short texts is one to make HTML of."""
    thoughts = ", ".join("'*so*'" for _ in range(4000))
    steps = "".join(f"  - {{name: I do {i}, thinking: [{thoughts}]}}\n" for i in range(6))
    said = Report()
    document.read(MemoryTree({"a.yaml": f"name: Pay\nsteps:\n{steps}"}), "a.yaml", said)
    assert [(found.code, "20,000 texts with signs of markup" in found.message) for found in said] == [("S004", True)]


@pytest.mark.parametrize(
    "field",
    [
        "thinking: [{}]",  # six steps of three thousand thoughts with markup each
        "pains: [{}]",
    ],
)
def test_a_journey_just_below_the_limits_builds_in_seconds(field: str) -> None:
    count, text = (3000, "'*so {}*'") if field.startswith("thinking") else (1600, "p {}")
    listed = ", ".join(text.format(number) for number in range(count))
    steps = "".join(f"  - {{name: I do {i}, {field.format(listed)}}}\n" for i in range(6))
    assert built_in_s({"content/journeys/checkout/01-pay.md": f"---\nname: Pay\nsteps:\n{steps}---\n"}) < 10


def test_a_journey_of_too_many_steps_is_refused_by_name() -> None:
    project = pipeline.load_tree(tiny({"content/journeys/checkout/01-pay.md": steps(2001)}))
    [found] = [found for found in project.report if found.code == "S004"]
    assert (found.origin.keys, "2,000" in found.message) == (("steps", 2000), True)


def test_a_site_of_too_many_pages_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["cjmgen.planning.plan"], "MAX_PAGES", 10)
    project = pipeline.load_tree(tiny())
    with pytest.raises(CjmgenError, match="pages; a build makes at most 10") as refused:
        pipeline.build(
            project, pipeline.renderer_of(project, engine.MemoryMemo()), engine.State(), engine.MemoryFolder()
        )
    assert "views" in str(refused.value.hint)
