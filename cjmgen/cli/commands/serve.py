"""cjmgen serve: build in memory, serve, and rebuild when a file changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from cjmgen.cli.readers_options import readers_options
from cjmgen.cli.ui import Ui
from cjmgen.diagnostics import CjmgenError, Severity

if TYPE_CHECKING:
    from cjmgen.devserver.preview import Preview

MOST_SAID = 8
"""Mistakes printed after a save; the page shows all."""


@click.command()
@click.argument("root", default=".", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="Busy: the next free one  [default: 8000].")
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help="An address others may read at.")
@click.option("--open", "open_", is_flag=True, help="Open the browser.")
@click.option("--poll", is_flag=True, help="Look for changes twice a second: for network and container folders.")
@readers_options
@click.pass_obj
def serve(
    ui: Ui,
    root: Path,
    port: int,
    host: str,
    open_: bool,
    poll: bool,
    audience: Literal["public", "internal"] | None,
    drafts: bool,
) -> int:
    """Show the site while you write: open pages follow every save.  Ctrl-C stops.

    It is built in memory; the output folder stays as it is.  Mistakes are shown on the page, and here.

    \b
    cjmgen serve                       http://127.0.0.1:8000/
    cjmgen serve --port 9000 --open
    cjmgen serve --host 192.168.1.20   for a phone in the same network
    cjmgen serve --poll                files on a network drive
    cjmgen serve --drafts              with what is not published yet
    """
    from cjmgen.devserver.preview import Preview
    from cjmgen.devserver.server import Server
    from cjmgen.devserver.watcher import Watcher
    from cjmgen.loading import Readers

    preview = Preview(root, Readers(audience, drafts))
    first = preview.build()
    if preview.project is None:  # no site here: nothing that saving could mend
        raise CjmgenError(first.errors[0].message, first.errors[0].hint or None)
    _say(ui, preview)
    try:
        server = Server(preview, host, port)
    except OSError as error:
        raise CjmgenError(f"cannot serve at {host}:{port}: {error.strerror or error}", "try another --port") from error

    def rebuild() -> None:
        preview.build()
        _say(ui, preview)
        server.announce()

    watcher = Watcher(root, rebuild, polls=poll)
    watcher.start()
    if watcher.polls and not poll:
        ui.say("the system watches no more files (see fs.inotify.max_user_watches): looking twice a second instead")
    if port and server.port != port:
        ui.say(f"port {port} is busy")
    ui.say(f"serving {server.address}  (Ctrl-C stops)")
    if open_:
        click.launch(server.address)
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    watcher.stop()
    server.stop()
    ui.say("stopped")
    return 0


def _say(ui: Ui, preview: Preview) -> None:
    build, project = preview.last, preview.project
    if build.errors:
        if project is not None and project.report.has_errors:
            ui.show(project, least=Severity.ERROR, most=MOST_SAID)
        else:
            for problem in build.errors:
                ui.fail(problem.message, problem.hint or None)
        ui.say("not rebuilt: mend the above and save; the last good pages are still there")
    else:
        ui.say(f"ready in {build.seconds:.2f} s")


COMMAND = serve
