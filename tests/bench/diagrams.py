"""How long flow diagrams take, drawn as a build draws them and by one ``dot`` process each.

    python tests/bench/diagrams.py --diagrams 1000 --dot /usr/bin/dot

Both use all cores and take turns, 500 diagrams at a time.  Ours are made fit for a page as well (links, colours
by class, titles); ``dot`` writes its plain SVG.  At the end everything is asked for again, from the memo.
"""

from __future__ import annotations

import argparse
import multiprocessing
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from generator import content_of
from peers import ours

from cjmgen import engine, pipeline
from cjmgen.diagrams import diagram_key, render_svg
from cjmgen.diagrams.engines import choose
from cjmgen.views.flow import VIEW as FLOW

TURN = 500


def drawings(count: int) -> list[tuple[str, str]]:
    """DOT text and layout of so many flows."""
    with tempfile.TemporaryDirectory() as folder:
        ours.EVERYTHING.write(content_of(count), Path(folder))
        project = pipeline.load(Path(folder))
        charts = [FLOW.compute(journey, project.atlases["en"]) for journey in project.site.journeys]
    return [(chart.dot, chart.layout) for chart in charts if chart is not None and chart.dot]


def in_a_process(turn: list[tuple[str, str]], memo: engine.Memo) -> None:
    """As a build does: the program that draws is loaded by each process, once."""
    process = multiprocessing.get_context("fork").Process(target=by_us, args=(turn, memo))
    process.start()
    process.join()
    assert process.exitcode == 0


def by_us(turn: list[tuple[str, str]], memo: engine.Memo) -> int:
    """Draw what is not remembered, on all cores; how many that were."""
    program = choose()
    keys = [diagram_key(program, dot, layout, id="flow", title="", desc="") for dot, layout in turn]
    missing = [place for place, key in enumerate(keys) if memo.get(key) is None]

    def output(place: int) -> engine.Output:
        def recipe(_: engine.Inputs) -> bytes:
            dot, layout = turn[place]
            made = render_svg(program, dot, layout, id="flow", title="", desc="").encode()
            memo.put(keys[place], made)
            return made

        return engine.Output(path=f"{place}.svg", inputs=frozenset(), recipe=recipe, producer="bench")

    folder = engine.MemoryFolder()
    engine.run(map(output, missing), {}, {}, engine.State(), folder, workers=engine.cores())
    assert len(folder.files) == len(missing)
    return len(missing)


def by_processes(turn: list[tuple[str, str]], dot: str) -> None:
    def draw(drawing: tuple[str, str]) -> None:
        made = subprocess.run(
            [dot, f"-K{drawing[1]}", "-Tsvg"], input=drawing[0].encode(), capture_output=True, check=True
        )
        assert b"</svg>" in made.stdout, made.stderr

    with ThreadPoolExecutor(engine.cores()) as threads:
        list(threads.map(draw, turn))


def main() -> None:
    parser = argparse.ArgumentParser(description="Draw flows by us and by dot, taking turns.")
    parser.add_argument("--diagrams", type=int, default=1000)
    parser.add_argument("--dot", default="dot", help="[default: the one on the search path]")
    options = parser.parse_args()
    found = drawings(options.diagrams)
    in_a_process(found[:2], engine.MemoryMemo())  # compiles the program, once for good
    with tempfile.TemporaryDirectory() as folder:
        memo = engine.DiskMemo(Path(folder) / "memo")
        took = {"cjmgen": 0.0, "dot": 0.0, "cjmgen, again": 0.0}
        for start in range(0, len(found), TURN):
            turn = found[start : start + TURN]
            began = time.perf_counter()
            in_a_process(turn, memo)
            between = time.perf_counter()
            by_processes(turn, options.dot)
            took["dot"] += time.perf_counter() - between
            took["cjmgen"] += between - began
        began = time.perf_counter()
        drawn_again = by_us(found, memo)
        took["cjmgen, again"] = time.perf_counter() - began
    for name, seconds in took.items():
        print(f"{name:<16}{seconds:8.2f} s  {seconds / len(found) * 1e3:7.2f} ms each")
    print(f"dot ÷ cjmgen = {took['dot'] / took['cjmgen']:.2f}; {drawn_again} of {len(found)} drawn again")


if __name__ == "__main__":
    main()
