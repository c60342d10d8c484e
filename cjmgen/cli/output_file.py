"""The file a command writes for people: named by ``-o``, and never another file by a slip of the keyboard."""

from __future__ import annotations

from pathlib import Path

import click

from cjmgen.diagnostics import CjmgenError


def output_file(asked: Path | None, suffix: str, otherwise: Path) -> Path:
    """The file asked for.  Its suffix is that of its kind (".html"), so that a slip costs no ``site.yaml``."""
    if asked is not None and asked.suffix.lower() != suffix:
        raise click.UsageError(f'the name of this file ends with "{suffix}": not "{asked}"')
    return asked or otherwise


def write(target: Path, content: bytes) -> None:
    try:
        target.write_bytes(content)
    except OSError as error:
        raise CjmgenError(f"cannot write {target}: {error.strerror}", "name another file: -o FILE") from error
