"""A file that was read before comes back as it was; one with a mistake is read again."""

from __future__ import annotations

import pytest

from cjmgen.diagnostics import Report
from cjmgen.engine import MemoryMemo
from cjmgen.loading.reading import read
from cjmgen.markup import document
from cjmgen.source import MemoryTree


class Counting(MemoryMemo):
    """Says what was found in it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[bool] = []

    def get(self, key: str) -> bytes | None:
        content = super().get(key)
        self.found.append(content is not None)
        return content


TEXTS = {
    "a.md": "---\nname: Żaneta 图\nshare: 35\nfits: true\nmean: -0.5\nwhen: 2026-02-30\nnone:\n---\nProse, *here*.\n",
    "a.yaml": "- {id: one, name: No}\n- {id: two, at: 12:30}\n",
    "empty.md": "",
    "prose.md": "Only prose.\r\n\r\nTwo of it.\r\n",
    "alias.yaml": "a: &x [1, 2]\nb: *x\n",
}


@pytest.mark.parametrize("path", TEXTS)
def test_what_was_read_before_is_the_same(path: str) -> None:
    tree, memo = MemoryTree(TEXTS), Counting()
    first, second = (read(tree, path, Report(), memo) for _ in range(2))
    assert first == second == document.read(tree, path, Report())
    assert [type(v) for v in values(second)] == [type(v) for v in values(first)]
    assert memo.found == [False, True]


def values(found: document.Document) -> list[object]:
    return list(found.values.values()) if isinstance(found.values, dict) else []


def test_another_text_is_read_anew_and_the_same_under_another_name_is_not() -> None:
    memo = Counting()
    read(MemoryTree({"a.md": "---\nname: Anna\n---\n"}), "a.md", Report(), memo)
    other = read(MemoryTree({"b.md": "---\nname: Anna\n---\n"}), "b.md", Report(), memo)
    changed = read(MemoryTree({"a.md": "---\nname: Bea\n---\n"}), "a.md", Report(), memo)
    assert (other.path, other.values, changed.values) == ("b.md", {"name": "Anna"}, {"name": "Bea"})
    assert memo.found == [False, True, False]


def test_values_and_front_matter_are_told_apart() -> None:
    memo, text = Counting(), "---\nname: Anna\n---\n"
    as_prose = read(MemoryTree({"a.md": text}), "a.md", Report(), memo)
    as_values = read(MemoryTree({"a.yaml": text}), "a.yaml", Report(), memo)
    assert as_prose == document.read(MemoryTree({"a.md": text}), "a.md", Report())
    assert as_values == document.read(MemoryTree({"a.yaml": text}), "a.yaml", Report())


@pytest.mark.parametrize("text", ["a: 1\na: 2\n", "a: [1\n", "\tb: 1\n", "a: !!python/object:os.system x\n"])
def test_a_mistake_is_said_every_time(text: str) -> None:
    tree, memo = MemoryTree({"a.yaml": text}), Counting()
    reports = [Report(), Report()]
    found = [read(tree, "a.yaml", report, memo) for report in reports]
    assert found[0] == found[1]
    assert list(reports[0]) == list(reports[1]) != []
    assert memo.found == [False, False]


def test_keys_that_are_no_text_come_back_as_they_were() -> None:
    tree, memo = MemoryTree({"a.yaml": "1: one\ntrue: yes\n"}), Counting()
    reports = [Report(), Report()]
    assert read(tree, "a.yaml", reports[0], memo) == read(tree, "a.yaml", reports[1], memo)
    assert list(reports[0]) == list(reports[1])


@pytest.mark.parametrize("line", [b"", b"{}", b"[1]", b"[{}, 3, 4]", b'[null, "", "x"]', b"\xff", b"[" * 100_000])
def test_a_memo_that_tells_nonsense_is_a_miss(line: bytes) -> None:
    class Nonsense(MemoryMemo):
        def get(self, key: str) -> bytes | None:
            return line

    tree = MemoryTree({"a.md": "---\nname: Anna\n---\n"})
    assert read(tree, "a.md", Report(), Nonsense()).values == {"name": "Anna"}
