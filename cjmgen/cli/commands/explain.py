"""cjmgen explain: what a code means and what to do about it."""

from __future__ import annotations

import click

from cjmgen.cli.ui import Ui
from cjmgen.diagnostics import CjmgenError


@click.command()
@click.argument("code", required=False)
@click.pass_obj
def explain(ui: Ui, code: str | None) -> int:
    """Say what a code means and what to do about it; without one, list them all.

    \b
    cjmgen explain L201
    cjmgen explain silent-pain
    """
    from cjmgen import rules
    from cjmgen.diagnostics.catalogue import CODES, code_named

    if code is None:
        for entry in CODES:
            ui.print(f"{entry.code}  {entry.name:<24} {entry.title}")
        return 0
    found = code_named(code)
    if found is None:
        raise CjmgenError(f'there is no code "{code}"', "list them all: cjmgen explain")
    ui.block(f"{found.code} {found.name}\n")
    ui.block((rules.explain(found.code) or found.title).replace("``", "`"))
    return 0


COMMAND = explain
