"""A few mutants of each kind, the same in every run; ``make fuzz`` tries a million."""

from __future__ import annotations

import time

import pytest
from fuzz.targets import TARGETS

FEW = {"yaml": 600, "markdown": 150, "site": 12}


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_no_mutant_breaks_anything(target) -> None:  # type: ignore[no-untyped-def]
    for number in range(FEW[target.name]):
        began = time.process_time()
        target.try_(number)
        assert time.process_time() - began < target.longest_s, number
