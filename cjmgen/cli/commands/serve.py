"""cjmgen serve: build, serve, and rebuild when a file changes."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cjmgen.cli.ui import Ui
from cjmgen.diagnostics import CjmgenError, Severity

if TYPE_CHECKING:
    from cjmgen.devserver.server import Server


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
        with busy:
            _rebuild(ui, root, preview)

    rebuild()
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


def _rebuild(ui: Ui, root: Path, preview: Path) -> None:
    from cjmgen import pipeline

    began = time.monotonic()
    try:
        project = pipeline.load(root)
        if project.config is None or project.report.has_errors:
            ui.show(project, least=Severity.ERROR)
            ui.say("not rebuilt: mend the above and save; the last good page is still there")
            return
        result = pipeline.publish(project, preview)
        ui.show(project, least=Severity.WARNING)
        made = sum(built.changed for built in result.built)
        ui.say(f"{made} written in {time.monotonic() - began:.2f} s")
    except CjmgenError as error:
        ui.fail(str(error), error.hint)


def _until_interrupted(server: Server) -> None:
    try:
        server.run()
    except KeyboardInterrupt:
        pass


COMMAND = serve
