"""cjmgen new: write a small site that builds at once."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from cjmgen.cli.ui import Ui


@click.command()
@click.argument("folder", metavar="DIR", required=False, type=click.Path(path_type=Path))
@click.option("--template", metavar="NAME", help="Which example to begin with  [default: five-stage].")
@click.option("--title", metavar="TEXT", help="What the site is called.")
@click.option("--ci", type=click.Choice(("github", "gitlab")), help="Add a pipeline; also to a site that is there.")
@click.option("--list", "list_", is_flag=True, help="List the templates.")
@click.pass_obj
def new(ui: Ui, folder: Path | None, template: str | None, title: str | None, ci: str | None, list_: bool) -> int:
    """Write a small site that builds at once into DIR, which must be new or empty.

    \b
    cjmgen new my-atlas
    cjmgen new my-atlas --template blueprint --title "Our clinic"
    cjmgen new my-atlas --ci github  with a pipeline: check, preview, what changed, publish
    cjmgen new . --ci gitlab         a pipeline for the site that is here
    cjmgen new --list                what there is to begin with
    """
    from cjmgen import starters

    if list_:
        for name, about in starters.STARTERS.items():
            ui.print(f"{name:<16} {about}")
        return 0
    if folder is None:
        raise click.UsageError("name a folder for the new site, like: cjmgen new my-atlas")
    if ci and (folder / "site.yaml").is_file():
        if template is not None or title is not None:
            raise click.UsageError("there is a site here already: give --ci alone")
        for path in starters.write_pipeline(folder, ci):
            ui.print(f"written {folder / path}")
        return 0
    name = starters.DEFAULT if template is None else template
    if name not in starters.STARTERS:
        raise click.UsageError(f'there is no template "{name}"; one of: {", ".join(starters.STARTERS)}')
    if title is not None and not title.strip():
        raise click.UsageError("the title is empty")
    written = starters.write_site(folder, name, title and " ".join(title.split()))
    written += starters.write_pipeline(folder, ci) if ci else ()
    ui.say(f"{len(written)} files written to {folder}; next:")
    if folder != Path():
        ui.print(f"cd {shlex.quote(str(folder))}")
    ui.print("cjmgen serve --open")
    return 0


COMMAND = new
