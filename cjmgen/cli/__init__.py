"""The command line: ``main(argv) -> exit code``.

0 fine · 1 errors in the content · 2 wrong usage, configuration or place · 3 could not
run, or a bug of ours.
"""

from __future__ import annotations

import gc
import importlib
import io
import os
import sys
from collections.abc import Sequence

import click

import cjmgen
from cjmgen.cli.ui import Ui
from cjmgen.diagnostics import CjmgenError

COMMANDS = {
    "new": "Write a small site that builds at once.",
    "check": "Read the content, say what is wrong, write nothing.",
    "build": "Build the site.",
    "serve": "Show the site while you write: open pages follow every save.",
    "diff": "Say what changed between two versions of the maps.",
    "approve": "Note that somebody approved what a journey says now.",
    "export": "Take a journey out of the site: one file, or a poster.",
    "translate": "Say what is translated, and accept translations as up to date.",
    "migrate": "Bring content that was written for an earlier cjmgen up to date.",
    "explain": "Say what a code means and what to do about it.",
    "schema": "Print the JSON Schema of a kind of file.",
}
"""Name -> one line; each is a module of ``cli.commands``, imported when it is called."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"cjmgen.cli.commands.{cmd_name}").COMMAND
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            ctx.fail(f'there is no command "{args[0]}"' + (f'; did you mean "{near[0]}"?' if near else ""))
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("-V", "--version", is_flag=True, help="Show the version; with --verbose, all that matters beside it.")
@click.option("--verbose", is_flag=True, help="With --version: engines, Python, platform, libraries.")
@click.option("--debug", is_flag=True, help="Show the traceback of a crash.")
@click.pass_context
def cli(ctx: click.Context, version: bool, verbose: bool, debug: bool) -> None:
    """Customer journey maps from text in git: checked, computed, published.

    \b
    cjmgen new my-atlas      a small site to begin with
    cjmgen serve my-atlas    see it while you write
    cjmgen check my-atlas    what is wrong, with file, line and a way out
    cjmgen build my-atlas    the site, in my-atlas/public
    """
    ctx.obj = ui = Ui()
    if version and verbose:
        from cjmgen.cli import about

        for name, value in about.facts():
            ui.print(f"{name:<16}{value}")
        ctx.exit()
    if version:
        ui.print(f"cjmgen {cjmgen.__version__}")
        ctx.exit()
    if ctx.invoked_subcommand is None:
        ctx.fail("Missing command.")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line; never raises."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if isinstance(sys.stdout, io.TextIOWrapper):  # a letter the terminal does not have is no reason to stop
        sys.stdout.reconfigure(errors="backslashreplace")
    ui = Ui()
    # What we make has no circles and goes by itself: looking for some took a fifth of the time of loading.
    gc.set_threshold(100_000, 50, 100)
    try:
        return int(cli.main(arguments, prog_name="cjmgen", standalone_mode=False) or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return 0
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        ui.say("stopped")
        return 3
    except (BrokenPipeError, SystemExit):  # nobody reads on; the second is how click says so
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 3  # not 0: what was not said may have been an error
    except Exception as error:
        if "--debug" in arguments and not isinstance(error, CjmgenError):
            raise
        return ui.stopped_by(error)
