"""An output says why it must be made again."""

from __future__ import annotations

import pytest

from cjmgen.engine import Output, Record, Stamp, why_stale

PAGE = Output(path="a.html", inputs=frozenset({"nav", "view"}), recipe=lambda _: b"", producer="view a")


def record(*inputs: str) -> Record:
    return Record(frozenset(inputs), "digest", Stamp(1, 1))


@pytest.mark.parametrize(
    ("known", "on_disk", "changed", "reason"),
    [
        (None, None, set(), "it is new"),
        (None, "digest", set(), "nothing is known about it"),
        (record("nav", "view"), None, set(), "its file is missing"),
        (record("nav", "view"), "other", {"nav"}, "its file was edited by hand"),
        (record("nav"), "digest", {"nav"}, "it now depends on view"),
        (record("nav", "old", "view"), "digest", set(), "it no longer depends on old"),
        (record("nav", "view"), "digest", {"view", "nav"}, "nav changed"),
        (record("nav", "view"), "digest", {"elsewhere"}, None),
    ],
)
def test_the_reason_is_the_first_that_holds(
    known: Record | None, on_disk: str | None, changed: set[str], reason: str | None
) -> None:
    assert why_stale(PAGE, changed.__contains__, known, on_disk) == reason
