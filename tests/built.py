"""Sites built in memory: what came of them, by path."""

from __future__ import annotations

from cjmgen import engine, pipeline
from cjmgen.rendering import Renderer


def files_of(project: pipeline.Project) -> dict[str, bytes]:
    """Everything a project comes to, built from nothing."""
    folder = engine.MemoryFolder()
    renderer = pipeline.renderer_of(project, engine.MemoryMemo())
    result = pipeline.build(project, renderer, engine.State(), folder)
    assert result.is_published, (result.failed, result.collisions)
    return dict(folder.files)


class Renderers:
    """Compiling the templates takes longest by far, so each way of building keeps its renderer, as the preview does."""

    def __init__(self) -> None:
        self._made: list[Renderer] = []

    def of(self, project: pipeline.Project) -> Renderer:
        new = pipeline.renderer_of(project, engine.MemoryMemo())
        for made in self._made:
            if made.is_like(new):
                return made
        self._made.append(new)
        return new
