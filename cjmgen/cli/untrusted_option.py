"""Whose settings and themes count: the option that commands share."""

from __future__ import annotations

import click

untrusted_option = click.option(
    "--untrusted",
    "base",
    metavar="COMMIT",
    envvar="CJMGEN_UNTRUSTED",
    help="A stranger's content: take settings and themes from that commit, and use no cache.",
)
