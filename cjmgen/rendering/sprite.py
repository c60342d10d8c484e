"""The page's sprite, cut down to the symbols it shows: most pages show a dozen of a hundred.

A theme writes all its symbols on every page, each an element of its own, and need not know which
are used.  A symbol that only a script would ask for is gone with the rest.
"""

from __future__ import annotations

import re
from typing import Final

_SYMBOL: Final = re.compile(r'[ \t]*<symbol id="([^"]*)".*?</symbol>\n?', re.DOTALL)
_USED: Final = re.compile(r'href="#([^"]*)"')
_END: Final = "</defs>"


def trimmed(page: str) -> str:
    """The page without the symbols that nothing on it refers to."""
    sprite, end, rest = page.partition(_END)
    if "<symbol" not in sprite:
        return page
    used = set(_USED.findall(page))
    return _SYMBOL.sub(lambda found: found[0] if found[1] in used else "", sprite) + end + rest
