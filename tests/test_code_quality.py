"""The code is formatted, free of what ruff is told to look for, and fully typed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["ruff", "check", "cjmgen", "tests"], id="ruff check"),
        pytest.param(["ruff", "format", "--check", "cjmgen", "tests"], id="ruff format"),
        pytest.param(["mypy"], id="mypy"),
    ],
)
def test_there_is_nothing_to_complain_about(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
