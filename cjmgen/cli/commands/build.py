"""cjmgen build: check, compute, and write what changed."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Literal

import click

from cjmgen import footprint
from cjmgen.cli.readers_options import readers_options
from cjmgen.cli.stopwatch import Stopwatch
from cjmgen.cli.ui import FORMATS, Ui
from cjmgen.cli.untrusted_option import untrusted_option
from cjmgen.diagnostics import Severity
from cjmgen.engine import Built, documents_of, forget


@click.command()
@click.argument("root", default=".", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder to build into [default: site.yaml's].")
@click.option("--why", is_flag=True, help="Say for each file why it was made again.")
@click.option("--timings", is_flag=True, help="Say how long each phase took, and which files took longest.")
@click.option("--clean", is_flag=True, help="Forget what earlier builds left, and make everything again.")
@readers_options
@untrusted_option
@click.option("--strict", is_flag=True, help="Let warnings fail, too.")
@click.option("--format", type=click.Choice(FORMATS), default="text", help="How mistakes are shown.")
@click.pass_context
def build(
    ctx: click.Context,
    root: Path,
    output: Path | None,
    why: bool,
    timings: bool,
    clean: bool,
    audience: Literal["public", "internal"] | None,
    drafts: bool,
    base: str | None,
    strict: bool,
    format: str,
) -> int:
    """Build the site: only what changed, whole or not at all.

    \b
    cjmgen build                     into public/
    cjmgen build -o /tmp/preview     somewhere else
    cjmgen build --why               and say why each file was made again
    cjmgen build --timings           and what took how long
    cjmgen build --audience internal -o intranet   with what is not for everybody
    cjmgen build --untrusted main    a stranger's pull request: no theme or setting of theirs, no cache
    """
    ui: Ui = ctx.obj
    began = time.monotonic()
    wish = " ".join(filter(None, (audience, "drafts" if drafts else "")))
    watch = Stopwatch(ui.err)
    if clean:
        forget(root)
    watch("looking for changes", 0, 0)
    left = None if base is not None else footprint.unchanged(root, output, wish)
    if left is not None and not ui.exit_code(left, strict=strict):
        watch.stop()
        ui.show(left, format=format, least=Severity.WARNING)
        ui.summarise(left.report)
        _say_timings(ui, watch, (), timings)
        ui.say(f"0 written, {left.files} unchanged, in {time.monotonic() - began:.1f} s: {left.output}/index.html")
        return 0

    world = None if base is not None else footprint.world_of(root)
    watch("starting", 0, 0)
    from cjmgen import past, pipeline  # and with them nearly everything
    from cjmgen.loading import Readers
    from cjmgen.untrusted import base_of

    trusted = ctx.with_resource(base_of(root, base)) if base is not None else None
    own, under = (trusted.folder, trusted.under) if trusted is not None else (root, None)
    documents = documents_of(own)
    project = pipeline.load(root, readers=Readers(audience, drafts), under=under, memo=documents, tell=watch)
    failed = ui.exit_code(project, strict=strict)
    if failed or project.config is None:
        watch.stop()
        ui.show(project, format=format, least=Severity.WARNING)
        ui.summarise(project.report)
        ui.say("nothing was built; the last good site is as it was")
        return failed
    documents.save()
    setting = project.config.output
    target = output or root / setting
    project = past.with_past(project, documents, own, watch)
    result = pipeline.publish(project, target, own=own, say=ui.say, tell=watch)
    watch.stop()
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
    _say_timings(ui, watch, result.built, timings)
    made = sum(built.changed for built in result.built)
    kept = result.unchanged + len(result.built) - made
    ui.say(f"{made} written, {kept} unchanged, in {time.monotonic() - began:.1f} s: {target}/index.html")
    if world is not None and pipeline.is_ours(project) and not any(built.lacks for built in result.built):
        footprint.leave(
            project.report,
            project.span_of,
            world=world,
            root=root,
            asked=output,
            wish=wish,
            setting=setting,
            files_made=len(result.state.records),
        )
    return 0


def _say_timings(ui: Ui, watch: Stopwatch, built: tuple[Built, ...], wanted: bool) -> None:
    for line in watch.timings(built) if wanted else ():
        ui.say(line)


COMMAND = build
