"""cjmgen schema: the JSON Schemas that editors check and complete with."""

from __future__ import annotations

from pathlib import Path

import click

from cjmgen.cli.ui import Ui
from cjmgen.diagnostics import CjmgenError


@click.command()
@click.argument("kind", required=False)
@click.option("--write", type=click.Path(path_type=Path, file_okay=False), help="Write all of them into a folder.")
@click.pass_obj
def schema(ui: Ui, kind: str | None, write: Path | None) -> int:
    """Print the JSON Schema of a kind of file; without one, list the kinds.

    \b
    cjmgen schema persona
    cjmgen schema diff               of what cjmgen diff --format json prints
    cjmgen schema --write .schemas   one file a kind, for your editor
    """
    from cjmgen.loading.schemas import schema_text, schemas

    if write is not None:
        try:
            write.mkdir(parents=True, exist_ok=True)
            for name in schemas():
                (write / f"{name}.json").write_text(schema_text(name), "utf-8")
        except OSError as error:
            raise CjmgenError(f"cannot write {error.filename or write}: {error.strerror}") from error
        ui.say(f"{len(schemas())} schemas written to {write}")
    elif kind is None:
        for name, about in {**schemas(), "diff": "What `cjmgen diff --format json` prints."}.items():
            ui.print(f"{name:<12} {about}")
    elif kind == "diff":
        from cjmgen.diff import json

        ui.block(json.schema_text().rstrip("\n"))
    elif kind in schemas():
        ui.block(schema_text(kind).rstrip("\n"))
    else:
        raise CjmgenError(f'there is no kind "{kind}"', f"one of: {', '.join(schemas())}")
    return 0


COMMAND = schema
