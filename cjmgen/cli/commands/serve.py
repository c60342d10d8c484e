"""cjmgen serve: build, serve, and rebuild when a file changes."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cjmgen.cli.ui import Ui
from cjmgen.diagnostics import Severity

if TYPE_CHECKING:
    from cjmgen.devserver.server import Server

NOT_REBUILT = "not rebuilt: mend the above and save; the last good page is still there"


@click.command()
@click.argument("root", default=".", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="Busy: the next free one is taken.")
@click.option("--open", "open_", is_flag=True, help="Open the browser.")
@click.pass_obj
def serve(ui: Ui, root: Path, port: int, open_: bool) -> int:
    """Build, serve on this machine, and rebuild when a file changes.  Ctrl-C stops.

    \b
    cjmgen serve                     http://127.0.0.1:8000/
    cjmgen serve --port 9000 --open
    """
    from cjmgen import pipeline
    from cjmgen.devserver.server import Server
    from cjmgen.devserver.watcher import Watcher

    busy = threading.Lock()
    preview = root / pipeline.CACHE / "preview"

    def rebuild() -> None:
        try:
            with busy:
                _build(ui, root, preview)
        except Exception as error:  # this save went wrong; the next one may go right
            ui.stopped_by(error)

    _build(ui, root, preview)
    server = Server(preview, port, busy)
    watcher = Watcher(root, rebuild)
    watcher.start()
    ui.say(f"serving {server.address}  (Ctrl-C stops)")
    if open_:
        click.launch(server.address)
    _until_interrupted(server)
    watcher.stop()
    ui.say("stopped")
    return 0


def _build(ui: Ui, root: Path, preview: Path) -> None:
    from cjmgen import pipeline

    began = time.monotonic()
    project = pipeline.load(root)
    if project.config is None or project.report.has_errors:
        ui.show(project, least=Severity.ERROR)
        ui.say(NOT_REBUILT)
        return
    result = pipeline.publish(project, preview)
    ui.show(project, least=Severity.WARNING)
    if not result.is_published:
        ui.say(NOT_REBUILT)
        return
    made = sum(built.changed for built in result.built)
    ui.say(f"{made} written in {time.monotonic() - began:.2f} s")


def _until_interrupted(server: Server) -> None:
    try:
        server.run()
    except KeyboardInterrupt:
        pass


COMMAND = serve
