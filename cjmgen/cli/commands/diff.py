"""cjmgen diff: what changed between two versions, in the words of journey maps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from cjmgen.cli.output_file import output_file, write
from cjmgen.cli.readers_options import readers_options
from cjmgen.cli.ui import Ui

if TYPE_CHECKING:
    from cjmgen.diff import Compared

FAILS = ("lost", "worse")
SUFFIXES = {"text": ".txt", "markdown": ".md", "json": ".json"}


@click.command()
@click.argument("versions", required=False, metavar="[A[..B]]")
@click.option(
    "--format",
    type=click.Choice(("text", "markdown", "json")),
    default="text",
    help="For people, a pull request, or programs.",
)
@click.option("--html", is_flag=True, help="Write a page: curves laid over each other, changes marked.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write  [--html: changes.html]."
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 if anything changed.")
@click.option(
    "--fail-on", type=click.Choice(FAILS), help="Exit with 1 if a reference was lost, or also if anything got worse."
)
@click.option("--lang", metavar="LANG", help="In which language  [default: the site's first].")
@readers_options
@click.option("--site", "root", default=".", help="The site's folder, if not this one.",
              type=click.Path(path_type=Path, exists=True, file_okay=False))  # fmt: skip
@click.pass_obj
def diff(
    ui: Ui,
    versions: str | None,
    format: str,
    html: bool,
    output: Path | None,
    exit_code: bool,
    fail_on: str | None,
    lang: str | None,
    audience: Literal["public", "internal"] | None,
    drafts: bool,
    root: Path,
) -> int:
    """What changed between two versions: steps, moods, pains, evidence, owners.

    A and B are tags, branches or commits; without B it is the files as they are now, without both it is what
    changed since this branch left the main one.  A...B is what B changed since it left A.

    \b
    cjmgen diff                      what I changed
    cjmgen diff v1..v2               between two releases
    cjmgen diff origin/main... --format markdown --fail-on lost
    cjmgen diff v1 --html -o changes.html
    """
    from cjmgen.diff import compared
    from cjmgen.loading import Readers

    if html and format != "text":
        raise click.UsageError("say either --html or --format")
    target = output_file(output, ".html" if html else SUFFIXES[format], Path("changes.html"))
    found = compared(root, versions, lang, Readers(audience, drafts))
    for side, mistakes in zip(("the first version", "the second version"), found.mistakes, strict=True):
        if mistakes:
            ui.say(
                f"{side} has {mistakes} mistake{'s' if mistakes > 1 else ''}: "
                "what is wrong there looks as if it were gone"
            )
    if html:
        from cjmgen.diff.page import page

        write(target, page(found, root).encode())
        count = len(found.changes.all)
        ui.say(f"{target}: {count} change{'s' if count != 1 else ''}")
    else:
        said = _said(found, root, format)
        if output is None:
            ui.block(said.rstrip("\n"))
        else:
            write(output, said.encode())
    changes = found.changes
    is_bad = bool(changes.of_tone("lost") or (fail_on == "worse" and changes.of_tone("worse")))
    return 1 if (exit_code and changes.all) or (fail_on and is_bad) else 0


def _said(found: Compared, root: Path, format: str) -> str:
    from cjmgen.analysis.change_lines import told
    from cjmgen.diagnostics.text import visible
    from cjmgen.diff import json, markdown, text
    from cjmgen.diff.saying import sayer_of

    if format == "json":
        return json.render(found)
    show = markdown.harmless if format == "markdown" else visible
    sayer = sayer_of(found.theme, root, found.now.site.lang, show)
    sides, lines = (found.before, found.after), told(found.changes)
    return markdown.markdown(sides, lines, sayer) if format == "markdown" else text.text(sides, lines, sayer)


COMMAND = diff
