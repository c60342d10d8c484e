"""What is put aside comes back as it was, from memory or from disk."""

from __future__ import annotations

import errno
import threading

import pytest

from cjmgen.diagnostics import CjmgenError
from cjmgen.engine import spool
from cjmgen.engine.spool import Spool


@pytest.mark.parametrize("in_memory", [0, 100, 1_000_000])
def test_what_is_put_aside_by_many_comes_back(monkeypatch: pytest.MonkeyPatch, in_memory: int) -> None:
    monkeypatch.setattr(spool, "IN_MEMORY", in_memory)
    with Spool() as kept:

        def put(first: int) -> None:
            for number in range(first, 400, 4):
                kept.put(number, f"{number} ".encode() * number)

        threads = [threading.Thread(target=put, args=(first,)) for first in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert len(kept) == 400
        assert all(kept[number] == f"{number} ".encode() * number for number in kept)
        assert 7 in kept
        assert 400 not in kept


def test_a_full_disk_is_said_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def seek(self, place: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        def close(self) -> None: ...

    kept = Spool()
    kept._file.close()
    monkeypatch.setattr(kept, "_file", Full())
    with kept, pytest.raises(CjmgenError, match=r"cannot put pages aside .*No space left") as told:
        kept.put(1, b"page")
    assert "TMPDIR" in (told.value.hint or "")
