"""A PDF tells the day of its site, not the moment somebody printed it."""

from __future__ import annotations

from datetime import date

from cjmgen.exporters.pdf import dated

PDF = (
    b"%PDF-1.4\n<</Title (D:20260102030405)\n/CreationDate (D:20260102030405+01'00')\n"
    b"/ModDate (D:20260102030405Z)>>\nxref\n0 1"
)


def test_both_dates_are_those_of_the_day_and_nothing_moves() -> None:
    found = dated(PDF, date(2025, 7, 9))
    assert found == (
        b"%PDF-1.4\n<</Title (D:20260102030405)\n/CreationDate (D:20250709000000+01'00')\n"
        b"/ModDate (D:20250709000000Z)>>\nxref\n0 1"
    )
    assert len(found) == len(PDF)


def test_a_document_without_dates_is_as_it_was() -> None:
    assert dated(b"%PDF-1.4 nothing", date(2025, 7, 9)) == b"%PDF-1.4 nothing"
