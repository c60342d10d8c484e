"""Pipelines ready to copy: check, build, say what changed, publish.

They are text with one gap, the cjmgen to install: the one that writes them, unless its author changes it.
"""

from __future__ import annotations

import importlib.resources
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import cjmgen
from cjmgen.diagnostics import CjmgenError
from cjmgen.starters.writing import write_files

PIPELINES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "github": {
            ".github/workflows/atlas.yaml": "github-site.yaml",
            ".github/workflows/atlas-comment.yaml": "github-comment.yaml",
        },
        "gitlab": {".gitlab-ci.yml": "gitlab.yaml"},
    }
)
"""Where it runs -> path in the site -> name in ``ci/``."""


def pipeline_files(where: str) -> dict[str, str]:
    """Path -> text; ``where`` is a key of ``PIPELINES``."""
    here = importlib.resources.files(__name__.rpartition(".")[0]) / "ci"
    texts = {path: (here / name).read_text("utf-8") for path, name in PIPELINES[where].items()}
    return {path: text.replace("{cjmgen}", f"cjmgen=={cjmgen.__version__}") for path, text in texts.items()}


def write_pipeline(folder: Path, where: str) -> tuple[str, ...]:
    """Write them into a site that is there, and never over anything; returns the paths written."""
    files = pipeline_files(where)
    there = next((path for path in files if (folder / path).exists()), None)
    if there is not None:
        raise CjmgenError(f"{folder / there} is there already", "nothing is ever written over; move it away first")
    return write_files(folder, files)
