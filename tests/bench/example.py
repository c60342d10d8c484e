"""How long the example takes, beside MkDocs with as many pages of the same words.

    python tests/bench/example.py --rounds 3

Each page of ours becomes a Markdown page of MkDocs at the same address: its headings and the words of its main part, a
paragraph for each stretch of text, without tables, pictures and links, which favours MkDocs.  It is built as it comes,
with its own theme and the navigation it makes by itself, and once more with a navigation that names sections only.
Both begin from nothing, in a new process, and take turns.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path
from statistics import median

from measuring import Took, run
from peers import mkdocs, ours, write
from tools import python_packages

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = frozenset(
    {"p", "li", "td", "th", "dd", "dt", "div", "section", "figcaption", "summary", "text", "h1", "h2", "h3"}
)


class _Words(HTMLParser):
    """The text of ``main``, a paragraph for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self._depth = 0
        self._now: list[str] = []
        self._mark = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._depth += tag == "main"
        if tag in BLOCKS:
            self._end()
            self._mark = {"h1": "# ", "h2": "## ", "h3": "### "}.get(tag, "")

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._end()
        self._depth -= tag == "main"

    def handle_data(self, data: str) -> None:
        if self._depth:
            self._now.append(data)

    def _end(self) -> None:
        words = " ".join("".join(self._now).split())
        if words:
            self.paragraphs.append(self._mark + words)
        self._now, self._mark = [], ""


def as_markdown(page: str) -> str:
    reader = _Words()
    reader.feed(page)
    return "\n\n".join(reader.paragraphs) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="The example beside MkDocs with as many pages.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--tools", type=Path, default=Path.home() / ".cache" / "cjmgen-bench")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cjmgen-bench-") as folder:
        site, everywhere, sections = (Path(folder) / name for name in ("cjmgen", "mkdocs", "mkdocs-sections"))
        site.mkdir()
        for name in ("content", "site.yaml", "site.pl.yaml", "site.zh-Hans.yaml"):
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, site / name)
        run([*ours.CJMGEN, "build"], site, {})
        pages = {path.relative_to(site / "public"): path for path in (site / "public").rglob("*.html")}
        files = {
            f"docs/{path.with_suffix('.md')}": as_markdown(file.read_text("utf-8")) for path, file in pages.items()
        }
        nav = "nav: [index.md]\n"
        write({**files, "mkdocs.yml": "site_name: Example\nplugins: []\n"}, everywhere)
        write({**files, "mkdocs.yml": f"site_name: Example\nplugins: []\n{nav}"}, sections)
        environment = mkdocs.PEER.environment(options.tools)
        python_packages(options.tools, "mkdocs")
        command = mkdocs.PEER.build(options.tools)
        took = defaultdict(list)
        for number in range(options.rounds):
            for name, where in (("cjmgen", site), ("mkdocs", everywhere), ("mkdocs, short navigation", sections)):
                for left in ("public", "site", ".cjmgen"):
                    shutil.rmtree(where / left, ignore_errors=True)
                one = run(
                    [*ours.CJMGEN, "build"] if where == site else command, where, {} if where == site else environment
                )
                took[name].append(one)
                print(f"round {number + 1}, {name}: {one.wall_s:.2f} s, busy {one.busy_s:.2f} s", file=sys.stderr)
    print(f"{len(pages)} pages; medians of {options.rounds} rounds")
    ours_wall, ours_busy = _medians(took["cjmgen"])
    for name, rounds in took.items():
        wall, busy = _medians(rounds)
        ratios = f"cjmgen ÷ it: {ours_wall / wall:.2f}, busy {ours_busy / busy:.2f}"
        print(f"{name:<28}{wall:7.2f} s  busy {busy:7.2f} s   {ratios}")


def _medians(rounds: list[Took]) -> tuple[float, float]:
    return median(one.wall_s for one in rounds), median(one.busy_s for one in rounds)


if __name__ == "__main__":
    main()
