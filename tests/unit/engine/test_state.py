"""The state survives a round trip, and nothing else is believed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cjmgen.diagnostics import CjmgenError
from cjmgen.engine import Record, Stamp, State, load_state, save_state

STATE = State(
    {"nav": "aa", "view:poster:zakupy-ósme": "bb", "view:结账": "cc"},
    {
        "journeys/a/index.html": Record(frozenset({"nav", "view:结账"}), "dd", Stamp(12, 1_700_000_000_123_456_789)),
        "index.html": Record(frozenset(), "ee", Stamp(0, 0)),
    },
    {"view:结账": "k1"},
)


def saved(folder: Path) -> Path:
    path = folder / ".cjmgen/state.json"
    save_state(STATE, path, tool="1.0")
    return path


def test_a_state_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    assert load_state(saved(tmp_path), tool="1.0") == (STATE, None)


def test_a_state_is_private_and_leaves_no_temporary_file(tmp_path: Path) -> None:
    path = saved(tmp_path)
    save_state(State(), path, tool="1.0")

    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["state.json"]


def test_a_first_run_has_an_empty_state_and_nothing_to_say(tmp_path: Path) -> None:
    assert load_state(tmp_path / "state.json", tool="1.0") == (State(), None)


def test_a_state_cut_short_anywhere_is_empty_and_says_so(tmp_path: Path) -> None:
    path = saved(tmp_path)
    whole = path.read_bytes()

    for length in range(len(whole.rstrip())):
        path.write_bytes(whole[:length])
        state, why = load_state(path, tool="1.0")
        assert (state, why is not None) == (State(), True), length


def test_a_damaged_byte_never_raises(tmp_path: Path) -> None:
    path = saved(tmp_path)
    whole = path.read_bytes()

    for place in range(len(whole)):
        for byte in (b"\0", b"\xff", b"9", b'"', b"]"):
            path.write_bytes(whole[:place] + byte + whole[place + 1 :])
            load_state(path, tool="1.0")


@pytest.mark.parametrize(
    "content",
    [
        "[]",
        "null",
        "{}",
        "[" * 100_000,
        '{"format": 2, "tool": "1.0"}',
        '{"format": 2, "tool": "1.0", "facts": {"a": 1}, "outputs": {}}',
        '{"format": 2, "tool": "1.0", "facts": {"a": "dk"}, "outputs": {}}',
        '{"format": 2, "tool": "1.0", "facts": {"a": ["d", 1]}, "outputs": {}}',
        '{"format": 2, "tool": "1.0", "facts": {}, "outputs": {"a": ["d", 1, 1, [0]]}}',
        '{"format": 2, "tool": "1.0", "facts": {}, "outputs": {"a": ["d", 1, "1", []]}}',
        '{"format": 2, "tool": "1.0", "facts": {}, "outputs": {"a": null}}',
        '{"format": 1, "tool": "1.0", "facts": {}, "outputs": {}}',
        '{"format": 2, "tool": "2.0", "facts": {}, "outputs": {}}',
    ],
)
def test_a_foreign_file_is_an_empty_state_and_a_reason(tmp_path: Path, content: str) -> None:
    path = tmp_path / "state.json"
    path.write_text(content)

    state, why = load_state(path, tool="1.0")

    assert state == State()
    assert (why or "").startswith("state.json ")


def test_a_folder_in_its_place_is_an_empty_state_when_read_and_an_error_when_written(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    path.mkdir()

    assert load_state(path, tool="1.0")[0] == State()
    with pytest.raises(CjmgenError):
        save_state(STATE, path, tool="1.0")
    assert list(tmp_path.iterdir()) == [path]


def test_a_thousand_pages_with_twenty_facts_each_stay_small(tmp_path: Path) -> None:
    shared = {f"strings:{number}": "0" * 32 for number in range(19)}
    views = {f"view:emotion-curve:journey-{number}": "1" * 32 for number in range(1000)}
    records = {
        f"journeys/journey-{number}/index.html": Record(frozenset([*shared, view]), "2" * 32, Stamp(1, 10**18))
        for number, view in enumerate(views)
    }

    save_state(State(shared | views, records), tmp_path / "state.json", tool="1.0")

    assert (tmp_path / "state.json").stat().st_size < 300_000
    assert json.loads((tmp_path / "state.json").read_text())["format"] == 2
