"""How long cjmgen takes beside Hugo, Eleventy and MkDocs, given the same content.

    python tests/bench/compare.py --journeys 100,1000 --rounds 3 [--only cjmgen,hugo] [--all-views]

In a round each program builds its site from nothing, again after one step of one journey has changed, and once more
with nothing changed, each in a new process; then it serves the site while that step changes a few times.  The programs
take turns, so that whatever else the machine does hits all of them.  After each build the page is looked at: a build
that does not show the change does not count, it stops the benchmark.  README.md says what the figures mean.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

from generator import MARK, Content, content_of
from measuring import Took, free_port, run, seconds_until_served, serving
from peers import Peer, eleventy, hugo, mkdocs, ours

PEERS = (ours.PEER, hugo.PEER, eleventy.PEER, mkdocs.PEER)
REFERENCE = hugo.PEER.name
BUILDS = ("cold build", "one change", "nothing changed")
SETTLE_S = 0.5
"""Between two saves, and before the first: servers may still be busy with what came before."""
COLUMN = 17
TOOLS = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "cjmgen-bench"


class Site:
    """A program's site on disk, whose mark is changed again and again."""

    def __init__(self, peer: Peer, content: Content, tools: Path, folder: Path) -> None:
        self.peer, self.tools, self.folder = peer, tools, folder
        folder.mkdir()
        peer.write(content, folder)
        self.environment = peer.environment(tools)
        self.address = f"/journeys/{content.edited['id']}/"
        self._edited = folder / peer.edited(content)
        self._number = 0

    @property
    def mark(self) -> str:
        return MARK.format(self._number)

    @property
    def output(self) -> Path:
        return self.folder / self.peer.output

    def clear(self) -> None:
        for name in (self.peer.output, *self.peer.caches):
            path = self.folder / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def edit(self) -> None:
        text = self._edited.read_text("utf-8")
        assert self.mark in text, f"{self._edited} lost its mark"
        before, self._number = self.mark, self._number + 1
        self._edited.write_text(text.replace(before, self.mark), "utf-8")

    def build(self) -> Took:
        took = run(self.peer.build(self.tools), self.folder, self.environment)
        page = self.output / self.address.strip("/") / "index.html"
        if self.mark not in page.read_text("utf-8"):
            sys.exit(f"{self.peer.name} built {page} without {self.mark}")
        return took

    def saves(self, times: int) -> list[float]:
        """Seconds from saving a change to being served it."""
        port = free_port()
        took = []
        with serving(self.peer.serve(self.tools, port), self.folder, self.environment):
            seconds_until_served(port, self.address, self.mark)
            for _ in range(times):
                time.sleep(SETTLE_S)
                self.edit()
                took.append(seconds_until_served(port, self.address, self.mark))
        return took


def measure(sites: list[Site], rounds: int, saves: int) -> dict[str, dict[str, float]]:
    """Name of a program -> what is measured -> median."""
    found: defaultdict[str, defaultdict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for number in range(rounds):
        for site in sites:
            figures = found[site.peer.name]
            for kind in BUILDS:
                if kind == "cold build":
                    site.clear()
                elif kind == "one change":
                    site.edit()
                took = site.build()
                _progress(number, site, f"{kind} {took.wall_s:.2f} s, busy {took.busy_s:.2f} s, {took.peak_mb:.0f} MB")
                figures[f"{kind}, s"].append(took.wall_s)
                figures[f"{kind}, busy s"].append(took.busy_s)
                if kind == "cold build":
                    figures["peak, MB"].append(took.peak_mb)
            served = site.saves(saves)
            figures["save to page, s"] += served
            _progress(number, site, f"save to page {', '.join(f'{seconds:.2f} s' for seconds in served)}")
    made = {name: {kind: median(values) for kind, values in figures.items()} for name, figures in found.items()}
    for site in sites:
        files = [path for path in site.output.rglob("*") if path.is_file()]
        made[site.peer.name]["output, MB"] = sum(path.stat().st_size for path in files) / 1e6
        made[site.peer.name]["pages"] = sum(path.suffix == ".html" for path in files)
        page = site.output / site.address.strip("/") / "index.html"
        made[site.peer.name]["a map, kB"] = page.stat().st_size / 1e3
    return made


def _progress(number: int, site: Site, words: str) -> None:
    print(f"round {number + 1}, {site.peer.name}: {words}", file=sys.stderr)


def show(figures: dict[str, dict[str, float]]) -> None:
    names = list(figures)
    reference = figures.get(REFERENCE)
    print(f"{'':<24}" + "".join(f"{name:>{COLUMN}}" for name in names))
    for kind in figures[names[0]]:
        cells = []
        for name in names:
            value = figures[name][kind]
            ratio = f" ({value / reference[kind]:.2f})" if reference and name != REFERENCE else ""
            digits = 0 if kind == "pages" else 2 if kind.endswith(" s") else 1
            cells.append(f"{f'{value:.{digits}f}{ratio}':>{COLUMN}}")
        print(f"{kind:<24}" + "".join(cells))
    if reference:
        print(f"(in brackets: ÷ {REFERENCE})")


def main() -> None:
    by_name = {peer.name: peer for peer in PEERS}
    parser = argparse.ArgumentParser(description="Compare cjmgen with other generators, given the same content.")
    parser.add_argument("--journeys", default="100", help="sizes of the site, joined by commas [default: 100]")
    parser.add_argument("--rounds", type=int, default=3, help="[default: 3]")
    parser.add_argument("--saves", type=int, default=3, help="changes under serve in each round [default: 3]")
    parser.add_argument("--only", default=",".join(by_name), help=f"of {', '.join(by_name)}")
    parser.add_argument("--all-views", action="store_true", help="also cjmgen with every view it has")
    parser.add_argument("--seed", type=int, default=1, help="of the content [default: 1]")
    parser.add_argument("--tools", type=Path, default=TOOLS, help=f"where the others are installed [default: {TOOLS}]")
    options = parser.parse_args()
    if unknown := set(options.only.split(",")) - by_name.keys():
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    peers = [by_name[name] for name in options.only.split(",")]
    if options.all_views:
        peers.append(ours.EVERYTHING)
    tools = options.tools.absolute()

    print("  ".join(f"{peer.name} {peer.version(tools)}" for peer in peers))
    for size in map(int, options.journeys.split(",")):
        content, tiny = content_of(size, options.seed), content_of(2)
        with tempfile.TemporaryDirectory(prefix="cjmgen-bench-") as folder:
            for i, peer in enumerate(peers):
                Site(peer, tiny, tools, Path(folder) / f"tiny-{i}").build()  # compiles what is compiled for good
            sites = [Site(peer, content, tools, Path(folder) / str(i)) for i, peer in enumerate(peers)]
            before = os.getloadavg()[0]
            figures = measure(sites, options.rounds, options.saves)
        after = os.getloadavg()[0]
        said = f"{size} journeys, {options.rounds} rounds, medians"
        print(f"\n{said}; {os.cpu_count()} cores, load {before:.1f} to {after:.1f}")
        show(figures)


if __name__ == "__main__":
    main()
