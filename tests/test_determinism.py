"""The same content gives the same bytes: in any folder, locale, time zone, hash seed and order, on one core or all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cjmgen.starters import site_files

ROOT = Path(__file__).parent.parent


def test_two_builds_of_the_example_are_the_same_to_the_byte(tmp_path: Path) -> None:
    one = built(tmp_path / "one", {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "1"})
    other = built(tmp_path / "another place ąć", {"LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "77"})

    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []
    assert len(one) > 300


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="a process has all cores here")
def test_one_core_makes_the_same_bytes_as_all(tmp_path: Path) -> None:
    one, all_ = (built(tmp_path / str(cores), {}, cores=cores, starter="five-stage") for cores in (1, None))
    assert one == all_
    assert len(one) > 90


def built(
    where: Path, environ: dict[str, str], *, cores: int | None = None, starter: str | None = None
) -> dict[str, bytes]:
    """A copy of the example, or a starter, built there without a ``dot`` to find, on so many cores (``None``: all)."""
    where.mkdir()
    if starter is None:
        shutil.copytree(ROOT / "content", where / "content")
        for path in ROOT.glob("site*.yaml"):
            shutil.copy(path, where / path.name)
    else:
        for name, text in site_files(starter).items():
            (where / name).parent.mkdir(parents=True, exist_ok=True)
            (where / name).write_text(text, "utf-8")
    script = (
        "import os, sys; from cjmgen.cli import main; "
        f"hasattr(os, 'sched_setaffinity') and os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:{cores}]); "
        "sys.exit(main(['build', sys.argv[1]]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(where)],
        env={**environ, "PATH": "/nowhere", "HOME": os.environ.get("HOME", "/"), "SOURCE_DATE_EPOCH": "1795305600"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    output = where / "public"
    return {p.relative_to(output).as_posix(): p.read_bytes() for p in sorted(output.rglob("*")) if p.is_file()}
