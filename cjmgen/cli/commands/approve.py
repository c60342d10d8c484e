"""cjmgen approve: note that somebody approved what a journey says now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cjmgen.cli.journey_argument import journey_of
from cjmgen.cli.ui import Ui

if TYPE_CHECKING:
    from cjmgen.model import Journey
    from cjmgen.pipeline import Project


@click.command()
@click.argument("journey", metavar="JOURNEY")
@click.option("--by", metavar="NAME", help="Who approved it  [default: who is named already].")
@click.option("--site", "root", default=".", help="The site's folder, if not this one.",
              type=click.Path(path_type=Path, exists=True, file_okay=False))  # fmt: skip
@click.pass_obj
def approve(ui: Ui, journey: str, by: str | None, root: Path) -> int:
    """Note that somebody approved what a journey says now.

    Writes "approved_by" and "approved_as", a digest of the journey's words, numbers and references, and leaves all
    else in the file as it is; a draft becomes approved.  When the journey says something else, the page and "check"
    say so.

    \b
    cjmgen approve checkout --by "Ruth Adler"
    cjmgen approve checkout              by who is named in it
    """
    from cjmgen import pipeline
    from cjmgen.diagnostics import Severity
    from cjmgen.loading import EVERYONE

    if by is not None and not by.strip():
        raise click.UsageError("the name is empty")
    project = pipeline.load(root, readers=EVERYONE)
    if project.report.has_errors:
        ui.show(project, least=Severity.ERROR)
        ui.say("nothing was approved: there are mistakes")
        return 1
    found, name = _named(project, journey, by)
    return 0 if _approve(ui, project, found, name, root) else 1


def _named(project: Project, asked: str, by: str | None) -> tuple[Journey, str]:
    """The journey, and who approves it."""
    journey = journey_of(project, asked)
    name = " ".join(by.split()) if by else journey.approved_by
    if name is None:
        raise click.UsageError(f'"{journey.id}" names nobody who approved it: --by NAME')
    return journey, name


def _approve(ui: Ui, project: Project, journey: Journey, by: str, root: Path) -> bool:
    from cjmgen.engine.files import rewrite
    from cjmgen.loading.approving import approved
    from cjmgen.markup.top_key import NotSpliced

    path = journey.origin.path
    content = project.tree.read(path).content
    try:
        new = approved(project.tree, journey, by)
    except NotSpliced as error:
        ui.fail(f"{path} is left as it is: {error}", "let an editor save it anew, then try again")
        return False
    if new == content:
        ui.say(f"{path} was approved as it is already, by {by}")
    else:
        rewrite(root / path, new)
        ui.print(f"approved by {by}: {path}")
    return True


COMMAND = approve
