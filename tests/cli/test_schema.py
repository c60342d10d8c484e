"""``cjmgen schema``: one valid JSON Schema a kind of file, printed or written."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from command_line import run

from cjmgen.loading.schemas import schemas


def test_without_a_kind_the_kinds_are_listed() -> None:
    ran = run("schema")
    assert (ran.code, ran.err) == (0, "")
    assert [line.split()[0] for line in ran.out.splitlines()] == [*schemas(), "diff"]


@pytest.mark.parametrize("kind", schemas())
def test_a_kinds_schema_is_one(kind: str) -> None:
    ran = run("schema", kind)
    assert (ran.code, ran.err) == (0, "")
    jsonschema.Draft202012Validator.check_schema(json.loads(ran.out))
    assert not ran.out.endswith("\n\n")


def test_a_schema_knows_what_its_kind_must_have() -> None:
    schema = jsonschema.Draft202012Validator(json.loads(run("schema", "persona").out))
    assert schema.is_valid({"name": "Anna"})
    assert not schema.is_valid({})
    assert not schema.is_valid({"name": "Anna", "shoe-size": 39})


def test_all_are_written_into_a_folder_and_are_what_is_printed(tmp_path: Path) -> None:
    folder = tmp_path / "for" / "editors"
    ran = run("schema", "--write", folder)
    assert (ran.code, ran.out, ran.err) == (0, "", f"{len(schemas())} schemas written to {folder}\n")
    assert {path.name for path in folder.iterdir()} == {f"{kind}.json" for kind in schemas()}
    assert (folder / "journey.json").read_text("utf-8") == run("schema", "journey").out


def test_a_kind_there_is_not_is_wrong_usage() -> None:
    ran = run("schema", "shoe")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith('error: there is no kind "shoe"\n  = hint: one of: site, persona, journey, ')


@pytest.mark.parametrize("place", ["notes.txt", "notes.txt/schemas"])
def test_a_file_is_no_folder_to_write_into(place: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    ran = run("schema", "--write", tmp_path / place)
    assert (ran.code, ran.out) == (2, "")
    assert "notes.txt" in ran.err
    assert (tmp_path / "notes.txt").read_text() == "mine"
