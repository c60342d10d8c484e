"""How long a cold build of the example takes beside MkDocs building as many pages with the same words.

    python tests/bench/compare_mkdocs.py [--runs 5] [--mkdocs PATH]

Each run is a fresh process on a fresh copy: no cache, no old output.  The programs take turns, so that whatever
else the machine does hits all of them; figures are medians.  "busy" is processor time, which a loaded machine
falsifies least.

MkDocs gets one Markdown page for each page of the built example, in every language, with the headings,
paragraphs, list items and table rows of its main part, and no links, pictures or curves, which favours it.
It runs with its default theme and settings: once with the navigation it makes by itself, which names every
page on every page, and once with one that names the sections only.  It is installed into a folder of its own
below the user's cache folder unless ``--mkdocs`` names one.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
VENV = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "cjmgen-bench" / "mkdocs"
REQUIREMENT = "mkdocs>=1.6,<2"
BLOCKS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "tr", "dt", "dd", "figcaption", "blockquote", "caption"}
CELLS = {"td", "th"}
UNREAD = {"script", "style", "svg", "template"}
SPECIAL = re.compile(r"([\\`*_\[\]#|<>&])")


@dataclass(frozen=True)
class Took:
    wall_s: float
    busy_s: float


class Words(HTMLParser):
    """The text of a page's main part as Markdown, a block a paragraph."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self._prefix = ""
        self._text: list[str] = []
        self._in_main = False
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self._in_main = True
        elif tag in UNREAD:
            self._unread += 1
        elif tag in BLOCKS:
            self._flush()
            self._prefix = "#" * int(tag[1]) + " " if tag[0] == "h" else "- " if tag == "li" else ""
        elif tag in CELLS:
            self._text.append(" · ")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNREAD:
            self._unread -= 1
        elif tag in BLOCKS or tag == "main":
            self._flush()
        if tag == "main":
            self._in_main = False

    def handle_data(self, data: str) -> None:
        if self._in_main and not self._unread:
            self._text.append(data)

    def _flush(self) -> None:
        if text := " ".join("".join(self._text).split()).strip(" ·"):
            self.blocks.append(self._prefix + SPECIAL.sub(r"\\\1", text))
        self._text, self._prefix = [], ""


def copy_of_the_example(where: Path) -> Path:
    where.mkdir()
    shutil.copytree(ROOT / "content", where / "content")
    for path in ROOT.glob("site*.yaml"):
        shutil.copy(path, where / path.name)
    return where


def pages_as_markdown(public: Path) -> dict[str, str]:
    """Path -> Markdown of every page but 404.html, of which MkDocs makes its own."""
    pages: dict[str, str] = {}
    for path in sorted(public.rglob("*.html")):
        if path.name == "404.html":
            continue
        words = Words()
        words.feed(path.read_text("utf-8"))
        words.close()
        pages[path.relative_to(public).with_suffix(".md").as_posix()] = "\n\n".join(words.blocks) + "\n"
    return pages


def mkdocs_project(where: Path, pages: Mapping[str, str], *, names_all: bool) -> Path:
    for path, text in pages.items():
        target = where / "docs" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    settings = "site_name: Runbird\n"
    if not names_all:
        sections = [path for path in pages if path.count("/") == 1]
        settings += "nav:\n  - index.md\n" + "".join(f"  - {path}\n" for path in sections)
    (where / "mkdocs.yml").write_text(settings, "utf-8")
    return where


def mkdocs_of(folder: Path) -> Path:
    program = folder / ("Scripts" if os.name == "nt" else "bin") / "mkdocs"
    if not program.exists():
        print(f"installing {REQUIREMENT} into {folder}", file=sys.stderr)
        venv.create(folder, with_pip=True)
        subprocess.run([program.with_name("python"), "-m", "pip", "install", "--quiet", REQUIREMENT], check=True)
    return program


def timed(command: list[str | Path], cwd: Path, log: Path) -> Took:
    began = time.perf_counter()
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=cwd, stdout=out, stderr=out)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command} failed:\n{log.read_text('utf-8', 'replace')[-2000:]}")
    return Took(time.perf_counter() - began, usage.ru_utime + usage.ru_stime)


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare a cold build of the example with MkDocs.")
    parser.add_argument("--runs", type=int, default=5, help="measured runs of each [default: 5]")
    parser.add_argument("--mkdocs", type=Path, default=VENV, help="a virtual environment with MkDocs, made if missing")
    options = parser.parse_args()
    mkdocs = mkdocs_of(options.mkdocs.absolute())

    with tempfile.TemporaryDirectory(prefix="cjmgen-bench-") as folder:
        here = Path(folder)
        log = here / "log"
        cjmgen: list[str | Path] = [sys.executable, "-m", "cjmgen", "build"]
        warm = copy_of_the_example(here / "warm")
        timed(cjmgen, warm, log)
        pages = pages_as_markdown(warm / "public")
        words = sum(len(text) for text in pages.values())
        projects = {
            "mkdocs": mkdocs_project(here / "all", pages, names_all=True),
            "mkdocs, short navigation": mkdocs_project(here / "short", pages, names_all=False),
        }

        def build_example() -> Took:
            fresh = copy_of_the_example(here / "fresh")
            took = timed(cjmgen, fresh, log)
            shutil.rmtree(fresh)
            return took

        def build_mkdocs(project: Path) -> Took:
            took = timed([mkdocs, "build", "--quiet", "--clean"], project, log)
            made = sum(1 for path in (project / "site").rglob("*.html") if path.name != "404.html")
            assert made == len(pages), f"mkdocs made {made} pages of {len(pages)}"
            shutil.rmtree(project / "site")
            return took

        builders: dict[str, Callable[[], Took]] = {"cjmgen": build_example}
        for name, project in projects.items():
            builders[name] = lambda project=project: build_mkdocs(project)  # type: ignore[misc]
        for name in projects:
            builders[name]()  # its bytecode, too, is compiled before anything is measured
        took: dict[str, list[Took]] = {name: [] for name in builders}
        for _ in range(options.runs):
            for name, build in builders.items():
                took[name].append(build())

    print(f"{len(pages)} pages, {words / 1000:.0f} thousand characters of text, {options.runs} runs, medians\n")
    print(f"{'':<26}{'elapsed':>10}{'busy':>10}{'busy a page':>14}{'cjmgen takes':>15}")
    ours = statistics.median(run.busy_s for run in took["cjmgen"])
    for name, runs in took.items():
        wall, busy = (statistics.median(getattr(run, kind) for run in runs) for kind in ("wall_s", "busy_s"))
        ratio = "" if name == "cjmgen" else f"{ours / busy:.2f} of it"
        print(f"{name:<26}{wall:>8.2f} s{busy:>8.2f} s{busy / len(pages) * 1000:>11.2f} ms{ratio:>15}")


if __name__ == "__main__":
    main()
