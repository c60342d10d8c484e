"""How wide a label is, in any script, and where it may be broken.

Diagrams are laid out before anybody knows the reader's fonts, so widths are
estimates on the safe side: Helvetica's widths with a margin for Latin, one em for
wide East Asian characters, accents folded to their base letter, and a mean width
for the other scripts.  Nothing here depends on fonts or on the machine.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

MARGIN = 1.14
"""Interface faces run wider than Helvetica by at most this factor."""
BOLD = 1.08
"""What bold type adds."""
AIR_EM = 0.7
"""Between an edge's label and what stands beside it, both sides together."""
ELLIPSIS = "…"
LABEL = 400
"""Longer texts are not kept in memory."""

_WIDTHS = (
    (191, "'"),
    (222, "ijl‘’‚"),
    (260, "|¦"),
    (278, " !,./:;I[]\\ft·\u00a0"),
    (333, "()-`r¡“”„‹›\u2010\u2011"),
    (334, "{}"),
    (355, '"'),
    (389, "*"),
    (400, "°"),
    (469, "^"),
    (500, "Jcksvxyz"),
    (556, "#$0123456789?L_abdeghnopqu–«»£€¿§"),
    (584, "+<=>~−×÷±"),
    (611, "FTZß"),
    (667, "&ABEKPSVXY"),
    (722, "CDHNRUw"),
    (778, "GOQ"),
    (833, "Mm"),
    (889, "%æ"),
    (944, "W"),
    (1000, "—…Æœ→←↑↓★☆●■◆▲"),
    (1015, "@"),
)
_EM = {character: width / 1000 * MARGIN for width, characters in _WIDTHS for character in characters}
_EM |= dict.fromkeys("жмфшщыюЖМФШЩЫЮ", 0.8 * MARGIN)

_WIDE_EM = 1.0
_EMOJI_EM = 1.3
_UPPER_EM = 0.74 * MARGIN
_OTHER_EM = 0.6 * MARGIN

_JOINER = "\u200d"
_NO_LINE_START = frozenset("、。，．！？：；）】》」』〉〕’”…·ー々〜～,.!?:;)]}%")
_NO_LINE_END = frozenset("（【《「『〈〔‘“([{$£€¥")


def width_em(text: str, *, bold: bool = False) -> float:
    """The width of one line, in ems."""
    width = sum(_cluster_em(cluster) for cluster in _clusters(text))
    return width * BOLD if bold else width


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line set in type of ``size``, in the unit of ``size``."""
    return width_em(text, bold=bold) * size


def wrap(text: str, width: float, size: float, lines: int = 3, *, bold: bool = False) -> tuple[str, ...]:
    """Break a label into at most ``lines`` lines no wider than ``width`` (in the unit of ``size``).

    Lines break between words and between East Asian characters, and are made about
    equally long.  A word wider than a line is broken without a hyphen.  What does not
    fit is cut, and the last line then ends with "…".  Blank text has no lines.
    """
    room = width / size / (BOLD if bold else 1.0)
    atoms = [part for atom in _atoms_of(text) for part in _broken(atom, room)]
    filled = _fill(atoms, room, lines + 1)
    if len(filled) <= lines:
        return _balanced(atoms, filled, room)
    rest = filled[lines - 1] + " " + " ".join(filled[lines:])
    return (*filled[: lines - 1], _cut(rest, room))


def fit(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """The label on one line, cut with "…" where it does not fit."""
    lines = wrap(text, width, size, 1, bold=bold)
    return lines[0] if lines else ""


def roomy(line: str) -> str:
    """A line for which Graphviz, by its own measure, keeps as much room as it needs, and a little air.

    Graphviz knows the width of ASCII and takes everything else for a space, so lines
    are padded with no-break spaces on both sides; centred, they do not show.
    """
    space_em = 0.278
    engine_em = sum(_EM[c] / MARGIN if c.isascii() and c in _EM else space_em for c in line)
    padding = "\N{NO-BREAK SPACE}" * math.ceil((width_em(line) + AIR_EM - engine_em) / 2 / space_em)
    return f"{padding}{line}{padding}"


_Atom = tuple[str, float, bool]
"""Text that stays together, its width in ems, and whether a space stands before it."""


def _balanced(atoms: list[_Atom], filled: list[str], room: float) -> tuple[str, ...]:
    """The same number of lines, in the narrowest block that holds them."""
    best, low, high = filled, max((atom[1] for atom in atoms), default=0.0), room
    for _ in range(5 if len(filled) > 1 else 0):
        middle = (low + high) / 2
        tried = _fill(atoms, middle, len(filled) + 1)
        if len(tried) == len(filled):
            best, high = tried, middle
        else:
            low = middle
    return tuple(best)


def _fill(atoms: list[_Atom], room: float, most: int) -> list[str]:
    """Lines filled one after the other; everything past ``most`` lines stands in the last."""
    lines: list[str] = []
    used = 0.0
    for text, width, spaced in atoms:
        gap = _EM[" "] if spaced else 0.0
        if lines and (used + gap + width <= room + 1e-9 or len(lines) == most):
            lines[-1] += f" {text}" if spaced else text
            used += gap + width
        else:
            lines.append(text)
            used = width
    return lines


def _cut(text: str, room: float) -> str:
    kept, used = "", _EM[ELLIPSIS]
    for cluster in _clusters(text):
        used += _cluster_em(cluster)
        if used > room + 1e-9:
            break
        kept += cluster
    return kept.rstrip() + ELLIPSIS


def _broken(atom: _Atom, room: float) -> Iterator[_Atom]:
    """A word wider than a line, in pieces that are not."""
    text, width, spaced = atom
    if width <= room:
        yield atom
        return
    piece, used = "", 0.0
    for cluster in _clusters(text):
        em = _cluster_em(cluster)
        if piece and used + em > room:
            yield piece, used, spaced
            piece, used, spaced = "", 0.0, False
        piece += cluster
        used += em
    yield piece, used, spaced


def _atoms_of(text: str) -> tuple[_Atom, ...]:
    return _kept_atoms(text) if len(text) <= LABEL else tuple(_atoms(text))


@lru_cache(maxsize=8192)
def _kept_atoms(text: str) -> tuple[_Atom, ...]:
    """The same label is often set at several widths."""
    return tuple(_atoms(text))


def _atoms(text: str) -> Iterator[_Atom]:
    for number, word in enumerate(text.split()):
        spaced = number > 0
        atom, width, last = "", 0.0, ""
        for cluster in _clusters(word):
            if atom and _may_break(atom, last, cluster):
                yield atom, width, spaced
                atom, width, spaced = "", 0.0, False
            atom += cluster
            width += _cluster_em(cluster)
            last = cluster
        yield atom, width, spaced


def _may_break(before: str, last: str, following: str) -> bool:
    if last[0] in _NO_LINE_END or following[0] in _NO_LINE_START:
        return False
    if last in "-/\u2010–—":
        return len(before) > 2
    return _is_wide(last[0]) or _is_wide(following[0])


def _clusters(text: str) -> Iterator[str]:
    """Characters as readers see them: a letter with its accents, an emoji with what is joined to it."""
    if text.isascii():
        yield from text
        return
    cluster, flag = "", False
    for character in text:
        is_flag = "\U0001f1e6" <= character <= "\U0001f1ff"
        if cluster and not (_is_zero(character) or cluster.endswith(_JOINER) or (is_flag and flag)):
            yield cluster
            cluster, flag = "", False
        flag = is_flag and not flag
        cluster += character
    if cluster:
        yield cluster


@lru_cache(maxsize=4096)
def _cluster_em(cluster: str) -> float:
    if _JOINER in cluster[1:]:
        # A font that cannot join emoji shows them side by side.
        return sum(_cluster_em(part) for part in cluster.split(_JOINER) if part)
    first = cluster[0]
    known = _EM.get(first)
    if known is None:
        known = _character_em(first)
    # A keycap or an emoji variant widens a plain character.
    return max(known, _EMOJI_EM) if "\ufe0f" in cluster else known


def _character_em(character: str) -> float:
    if _is_zero(character):
        return 0.0
    if _is_emoji(character):
        return _EMOJI_EM
    if _is_wide(character):
        return _WIDE_EM
    base = unicodedata.normalize("NFKD", character)
    if base != character:
        return sum(_EM.get(part, _OTHER_EM) for part in base if not _is_zero(part)) or _OTHER_EM
    return _UPPER_EM if unicodedata.category(character) == "Lu" else _OTHER_EM


def _is_zero(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me", "Cf") or "\U0001f3fb" <= character <= "\U0001f3ff"


def _is_emoji(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001faff" or "\u2600" <= character <= "\u27bf"


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
