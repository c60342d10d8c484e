"""Run a command line in this process; and a small site to run it on."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from cjmgen import footprint
from cjmgen.cli import main

TINY = {
    "site.yaml": "title: Tiny\n",
    "content/personas/anna.md": """\
        ---
        name: Anna
        ---
        """,
    "content/journeys/checkout/journey.md": """\
        ---
        title: I check out
        personas: [anna]
        goal: Pay and be done
        owner: Shop team
        scope: {in: The till, out: Delivery}
        ---
        """,
    "content/journeys/checkout/01-pay.md": """\
        ---
        name: Pay
        expectations: [It takes a minute]
        steps:
          - {id: cart, name: I review the cart, channel: web, emotion: 1}
          - {id: card, name: I type the card number, channel: app, emotion: -1, pains: [it forgets]}
        ---
        """,
}
"""Nothing to complain about, not even a note."""

JOURNEY = "content/journeys/checkout/journey.md"
STAGE = "content/journeys/checkout/01-pay.md"


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def run(*arguments: object) -> Ran:
    """What ``cjmgen`` with these arguments says, and its exit code; never a traceback."""
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        code = main([str(argument) for argument in arguments])
    ran = Ran(code, out.getvalue(), err.getvalue())
    assert "Traceback" not in ran.out + ran.err
    return ran


def tiny_site(folder: Path) -> Path:
    """Write a small site without a mistake; returns its folder."""
    for path, text in TINY.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(dedent(text), "utf-8")
    return folder


def settled_site(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, without optional views; a build believes at once that its files are no longer being written."""
    monkeypatch.setattr(footprint, "SETTLED_NS", 0)
    site = tiny_site(folder)
    (site / "site.yaml").write_text("title: Tiny\nviews: []\n")
    return site


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1, text
    file.write_text(text.replace(old, new), "utf-8")


def files_below(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
