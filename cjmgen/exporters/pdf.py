"""A PDF as a browser made it, without the moment it was made at."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_MOMENT: Final = re.compile(rb"(/(?:Creation|Mod)Date \(D:)[0-9]{14}(?=[+Z-])")


def dated(pdf: bytes, day: date) -> bytes:
    """The same document, dated to the beginning of a day.

    So the same commit gives the same bytes, as long as the browser is the same.  Not a byte is
    added or taken away: a PDF says of its objects where they begin.
    """
    return _MOMENT.sub(rb"\g<1>" + f"{day:%Y%m%d}000000".encode(), pdf)
