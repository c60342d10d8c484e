"""A wheel carries all that is needed to write, check and build a site, far from this repository."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

import cjmgen

ROOT = Path(__file__).parent.parent
PASSED_OVER = {"__pycache__"}


def run(*command: str, cwd: Path, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def built_wheel(source: Path, into: Path) -> Path:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    run(*command, "--wheel-dir", str(into), str(source), cwd=into)
    [wheel] = into.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_wheel(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but what the wheel brings."""
    target = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", str(target)]
    run(*command, str(wheel), cwd=target)
    return target


@pytest.fixture
def python(installed: Path, tmp_path: Path) -> tuple[list[str], dict[str, str]]:
    """An interpreter that knows the installed copy and what it depends on, and not this repository.

    ``-S`` leaves out the ``.pth`` files by which a checkout is found, and there is nothing on the PATH.
    """
    dependencies = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (tmp_path / "nothing").mkdir()
    env = {
        "PATH": str(tmp_path / "nothing"),
        "PYTHONPATH": os.pathsep.join([str(installed), *sorted(dependencies)]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(tmp_path),
    }
    return [sys.executable, "-S"], env


def files_below(folder: Path) -> set[str]:
    """Paths of the files that belong to a folder of the repository."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in found if not PASSED_OVER & set(path.parts) and path.name[0] != "."}


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_a_wheel_carries_every_file_of_the_package_and_the_themes_and_nothing_else(wheel: Path) -> None:
    package = {f"cjmgen/{path}" for path in files_below(ROOT / "cjmgen")}
    themes = {f"cjmgen/themes/{path}" for path in files_below(ROOT / "themes")}
    carried = {name for name in names_in(wheel) if ".dist-info/" not in name}
    assert sorted((package | themes) - carried) == []
    assert sorted(carried - (package | themes)) == []


@pytest.mark.parametrize(
    "path",
    [
        "py.typed",
        "views/map_grid/map-grid.html.j2",
        "views/map_grid/map-grid.css",
        "views/map_grid/strings/en.yaml",
        "views/map_grid/strings/pl.yaml",
        "views/map_grid/strings/zh-Hans.yaml",
        "starters/five-stage/site.yaml",
        "starters/shared/gitignore",
        "themes/default/theme.yaml",
        "themes/default/strings/pl.yaml",
        "themes/default/assets/css/tokens.css",
    ],
)
def test_each_kind_of_file_is_there(path: str, wheel: Path) -> None:
    assert f"cjmgen/{path}" in names_in(wheel)


def test_a_wheel_has_the_command_the_licence_and_the_version(wheel: Path) -> None:
    info = f"cjmgen-{cjmgen.__version__}.dist-info"
    with zipfile.ZipFile(wheel) as archive:
        assert "cjmgen = cjmgen.cli:main" in archive.read(f"{info}/entry_points.txt").decode()
        assert "Apache License" in archive.read(f"{info}/licenses/LICENSE").decode()
        assert f"\nVersion: {cjmgen.__version__}\n" in archive.read(f"{info}/METADATA").decode()


def test_a_wheel_made_from_the_source_archive_is_the_same(wheel: Path, tmp_path: Path) -> None:
    archive, source, again = (tmp_path / name for name in ("archive", "source", "again"))
    again.mkdir()
    run(sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", str(archive), cwd=ROOT)
    [found] = archive.glob("*.tar.gz")
    with tarfile.open(found) as tar:
        tar.extractall(source, filter="data")
    [unpacked] = source.iterdir()
    assert names_in(built_wheel(unpacked, again)) == names_in(wheel)


def test_from_an_empty_folder_a_site_is_begun_checked_and_built(
    installed: Path, python: tuple[list[str], dict[str, str]], tmp_path: Path
) -> None:
    command, env = python
    empty = tmp_path / "empty"
    empty.mkdir()

    where = run(*command, "-c", "import cjmgen; print(cjmgen.__file__)", cwd=empty, env=env)
    assert Path(where.strip()).is_relative_to(installed)

    assert run(*command, "-m", "cjmgen", "--version", cwd=empty, env=env) == f"cjmgen {cjmgen.__version__}\n"
    run(*command, "-m", "cjmgen", "new", "x", cwd=empty, env=env)
    assert (empty / "x/.schemas/persona.json").is_file()
    assert (empty / "x/.gitignore").is_file()
    assert run(*command, "-m", "cjmgen", "check", "--strict", "x", cwd=empty, env=env) == ""
    run(*command, "-m", "cjmgen", "build", "x", cwd=empty, env=env)

    public = empty / "x/public"
    stylesheet = re.search(r'<link rel="stylesheet" href="([^"]+)"', (public / "index.html").read_text("utf-8"))
    assert stylesheet is not None
    css = (public / stylesheet[1]).read_text("utf-8")
    for part in ("themes/default/assets/css/tokens.css", "views/map_grid/map-grid.css"):
        assert (installed / "cjmgen" / part).read_text("utf-8").strip() in css
    assert "<svg" in (public / "journeys/first-card/flow/index.html").read_text("utf-8")
    assert "I " in (public / "journeys/first-card/index.html").read_text("utf-8")


@pytest.mark.parametrize("lang", ["pl", "zh-Hans"])
def test_the_interface_speaks_its_languages(
    lang: str, python: tuple[list[str], dict[str, str]], tmp_path: Path
) -> None:
    command, env = python
    run(*command, "-m", "cjmgen", "new", "x", "--template", "one-file", cwd=tmp_path, env=env)
    site_yaml = tmp_path / "x/site.yaml"
    site_yaml.write_text(f"title: Send a parcel\nlanguages: [en, {lang}]\n", "utf-8")
    run(*command, "-m", "cjmgen", "build", "x", cwd=tmp_path, env=env)
    page = (tmp_path / "x/public" / lang / "index.html").read_text("utf-8")
    assert f'<html lang="{lang}"' in page
    assert {"pl": "Persony", "zh-Hans": "用户画像"}[lang] in page
