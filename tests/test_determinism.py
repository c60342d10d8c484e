"""The same content gives the same bytes: in any folder, locale, time zone, hash seed and order."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_two_builds_of_the_example_are_the_same_to_the_byte(tmp_path: Path) -> None:
    one = built(tmp_path / "one", {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "1"})
    other = built(tmp_path / "another place ąć", {"LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "77"})

    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []
    assert len(one) > 300


def built(where: Path, environ: dict[str, str]) -> dict[str, bytes]:
    """A copy of the example, built there without a ``dot`` to find."""
    where.mkdir()
    shutil.copytree(ROOT / "content", where / "content")
    for path in ROOT.glob("site*.yaml"):
        shutil.copy(path, where / path.name)
    done = subprocess.run(
        [sys.executable, "-m", "cjmgen", "build", str(where)],
        env={**environ, "PATH": "/nowhere", "HOME": os.environ.get("HOME", "/"), "SOURCE_DATE_EPOCH": "1795305600"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    output = where / "public"
    return {p.relative_to(output).as_posix(): p.read_bytes() for p in sorted(output.rglob("*")) if p.is_file()}
