"""cjmgen build: check, compute, and write what changed."""

from __future__ import annotations

import time
from pathlib import Path

import click

from cjmgen.cli.ui import FORMATS, Ui
from cjmgen.diagnostics import Severity


@click.command()
@click.argument("root", default=".", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder to build into [default: site.yaml's].")
@click.option("--why", is_flag=True, help="Say for each file why it was made again.")
@click.option("--strict", is_flag=True, help="Let warnings fail, too.")
@click.option("--format", type=click.Choice(FORMATS), default="text", help="How mistakes are shown.")
@click.pass_obj
def build(ui: Ui, root: Path, output: Path | None, why: bool, strict: bool, format: str) -> int:
    """Build the site: only what changed, whole or not at all.

    \b
    cjmgen build                     into public/
    cjmgen build -o /tmp/preview     somewhere else
    cjmgen build --why               and say why each file was made again
    """
    from cjmgen import pipeline

    began = time.monotonic()
    project = pipeline.load(root)
    failed = ui.exit_code(project, strict=strict)
    if failed or project.config is None:
        ui.show(project, format=format, least=Severity.WARNING)
        ui.summarise(project.report)
        ui.say("nothing was built; the last good site is as it was")
        return failed
    target = output or root / project.config.output
    result = pipeline.publish(project, target, say=ui.say)
    ui.show(project, format=format, least=Severity.WARNING)
    if why:
        tell = ui.print if format == "text" else ui.say
        for built in result.built:
            tell(f"{built.path}: {built.reason}")
        for path in result.removed:
            tell(f"{path}: removed, nothing makes it any more")
    if not result.is_published:
        ui.say("nothing was built; the last good site is as it was")
        return 3 if any(d.code == "B002" for d in project.report) else 1
    ui.summarise(project.report)
    made = sum(built.changed for built in result.built)
    ui.say(f"{made} written, {result.unchanged} unchanged, in {time.monotonic() - began:.1f} s: {target}/index.html")
    return 0


COMMAND = build
