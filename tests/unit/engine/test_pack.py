"""A memo in one file: what was asked for is there the next time, and damage is a miss."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjmgen.engine import Pack


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "pack"


def saved(file: Path, **entries: bytes) -> None:
    pack = Pack(file)
    for key, content in entries.items():
        pack.put(key, content)
    pack.save()


def test_what_was_put_is_there_again(file: Path) -> None:
    saved(file, a=b"[1]", b="żółw 图".encode())
    again = Pack(file)
    assert (again.get("a"), again.get("b"), again.get("c")) == (b"[1]", "żółw 图".encode(), None)


def test_what_nobody_asked_for_is_forgotten(file: Path) -> None:
    saved(file, a=b"1", b=b"2")
    again = Pack(file)
    again.get("a")
    again.save()
    assert (Pack(file).get("a"), Pack(file).get("b")) == (b"1", None)


def test_only_its_owner_may_read_it_and_an_equal_one_is_not_written(file: Path) -> None:
    saved(file, a=b"1")
    assert file.stat().st_mode & 0o077 == 0
    before = file.stat().st_mtime_ns
    pack = Pack(file)
    pack.get("a")
    pack.save()
    assert file.stat().st_mtime_ns == before


@pytest.mark.parametrize("length", range(0, 130, 7))
def test_a_file_that_was_cut_gives_what_is_whole_and_nothing_else(file: Path, length: int) -> None:
    saved(file, a=b"first", b=b"second")
    file.write_bytes(file.read_bytes()[:length])
    assert {Pack(file).get("a"), Pack(file).get("b")} <= {None, b"first", b"second"}
    assert Pack(file).get("a") in (None, b"first")


@pytest.mark.parametrize(
    ("old", "new"), [(b"first", b"worst"), (b"pack 1", b"pack 9"), (b"cjmgen", b"\xff\xfe\x00"), (b" ", b"")]
)
def test_a_file_that_was_altered_is_a_miss(file: Path, old: bytes, new: bytes) -> None:
    saved(file, a=b"first")
    file.write_bytes(file.read_bytes().replace(old, new))
    assert Pack(file).get("a") is None


def test_an_entry_under_another_name_is_a_miss(file: Path) -> None:
    saved(file, a=b"first", b=b"second")
    head, one, two = file.read_bytes().splitlines()
    swapped = [one[:32] + two[32:], two[:32] + one[32:]]
    file.write_bytes(b"\n".join([head, *swapped]) + b"\n")
    assert (Pack(file).get("a"), Pack(file).get("b")) == (None, None)


def test_what_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    saved(tmp_path / "file" / "pack", a=b"1")
    assert Pack(tmp_path / "file" / "pack").get("a") is None


def test_contents_of_two_lines_are_not_kept(file: Path) -> None:
    saved(file, a=b"1\n2", b=b"3")
    assert (Pack(file).get("a"), Pack(file).get("b")) == (None, b"3")
