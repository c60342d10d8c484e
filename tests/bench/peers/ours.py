"""The content as a site of cjmgen: Markdown files with front matter, one a stage, as its guide teaches.

The optional views are left out, as the others have none of them: what is left is the map with its curves, the pages
of personas, touchpoints, channels and devices, and the lists.  ``everything`` leaves nothing out.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator import Content, yaml_of

from peers import Peer, write

LANES = ("touchpoint", "doing", "thinking", "emotion", "expectation", "pains")
CJMGEN = (sys.executable, "-m", "cjmgen")


def _site(content: Content, where: Path, *, all_views: bool) -> None:
    settings: dict[str, Any] = {"title": "Benchmark", "lanes": list(LANES)}
    if not all_views:
        settings["views"] = []
    files = {"site.yaml": yaml_of(settings)}
    for name, entries in (
        ("touchpoints", content.touchpoints),
        ("channels", content.channels),
        ("devices", content.devices),
    ):
        files[f"content/{name}.yaml"] = yaml_of(entries)
    for persona in content.personas:
        files[f"content/personas/{persona['id']}.md"] = _markdown(persona, "portrait")
    for journey in content.journeys:
        folder = f"content/journeys/{journey['id']}"
        files[f"{folder}/journey.md"] = _markdown(journey, "story", "stages")
        for number, stage in enumerate(journey["stages"], 1):
            files[f"{folder}/{number:02}-{stage['id']}.md"] = _markdown(stage, "prose")
    write(files, where)


def _markdown(entity: dict[str, Any], prose: str, *beside: str) -> str:
    """Front matter with all but the prose, which stands below, and the id, which is the file's name."""
    fields = {key: value for key, value in entity.items() if key not in {"id", prose, *beside}}
    return f"---\n{yaml_of(fields)}---\n\n{entity[prose]}"


def _peer(name: str, *, all_views: bool) -> Peer:
    return Peer(
        name=name,
        version=lambda tools: version("cjmgen"),
        write=lambda content, where: _site(content, where, all_views=all_views),
        edited=lambda content: f"content/journeys/{content.edited['id']}/01-stage-1.md",
        build=lambda tools: [*CJMGEN, "build"],
        serve=lambda tools, port: [*CJMGEN, "serve", "--port", str(port)],
        output="public",
        caches=(".cjmgen",),
    )


PEER = _peer("cjmgen", all_views=False)
EVERYTHING = _peer("cjmgen (all)", all_views=True)
