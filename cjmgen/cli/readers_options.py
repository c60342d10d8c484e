"""For whom a command makes something: the options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def readers_options(command: Command) -> Command:
    """``audience`` and ``drafts``, as ``Readers`` takes them."""
    for option in (
        click.option("--drafts", is_flag=True, help="Show drafts, too."),
        click.option(
            "--audience", type=click.Choice(("public", "internal")), help="For whom  [default: site.yaml's, or public]."
        ),
    ):
        command = option(command)
    return command
