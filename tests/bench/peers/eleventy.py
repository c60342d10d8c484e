"""The content as a site of Eleventy: the same YAML data files as Hugo's, Nunjucks templates (``eleventy_site/``)."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator import Content
from tools import node_packages, node_version

from peers import Peer, write
from peers.hugo import data_files

TEMPLATES = Path(__file__).parent / "eleventy_site"


def _site(content: Content, where: Path) -> None:
    shutil.copytree(TEMPLATES, where, dirs_exist_ok=True)
    write(data_files(content, "_data"), where)


def _command(tools: Path, *arguments: str) -> list[str | Path]:
    return ["node", node_packages(tools) / "@11ty" / "eleventy" / "cmd.cjs", "--quiet", *arguments]


PEER = Peer(
    name="eleventy",
    version=lambda tools: node_version(tools, "@11ty/eleventy"),
    write=_site,
    edited=lambda content: f"_data/journeys/{content.edited['id']}.yaml",
    build=_command,
    serve=lambda tools, port: _command(tools, "--serve", "--incremental", f"--port={port}"),
    output="public",
    environment=lambda tools: {"NODE_PATH": str(node_packages(tools))},
)
