"""cjmgen check: read the content, say what is wrong, write nothing."""

from __future__ import annotations

from pathlib import Path

import click

from cjmgen.cli.ui import FORMATS, Ui
from cjmgen.cli.untrusted_option import untrusted_option
from cjmgen.diagnostics import Severity


@click.command()
@click.argument("root", default=".", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--format", type=click.Choice(FORMATS), default="text", help="For people, machines, or annotations.")
@untrusted_option
@click.option("--strict", is_flag=True, help="Let warnings fail, too.")
@click.option("--notes/--no-notes", default=True, help="Show what is only worth knowing.")
@click.pass_obj
def check(ui: Ui, root: Path, format: str, base: str | None, strict: bool, notes: bool) -> int:
    """Read the content, say what is wrong, write nothing.

    \b
    cjmgen check                     the site in this folder
    cjmgen check --format github     annotations for a pull request
    cjmgen check --strict            warnings fail, too
    """
    from cjmgen import engine, pipeline
    from cjmgen.loading import EVERYONE
    from cjmgen.untrusted import base_of

    if base is None:
        project = pipeline.load(root, readers=EVERYONE, memo=engine.documents_of(root))
    else:
        with base_of(root, base) as trusted:
            project = pipeline.load(root, readers=EVERYONE, under=trusted.under)
    ui.show(project, format=format, least=Severity.INFO if notes else Severity.WARNING)
    if format == "text":
        ui.summarise(project.report)
    return ui.exit_code(project, strict=strict)


COMMAND = check
