"""Sheets of paper, and what a poster's stylesheet has to say for each."""

from __future__ import annotations

PAPERS_MM = {"A0": (1189, 841), "A1": (841, 594), "A2": (594, 420), "A3": (420, 297), "A4": (297, 210)}
"""Width and height, lying."""

PX_PER_MM = 96 / 25.4
DPI = 150
"""Fine enough to be read from as near as one stands; A0 comes to 35 million dots."""

ALONE = """
body > :not(main, .sprite), main > :not(:has(.poster__sheet)), .poster > :not(.poster__sheet) {
  display: none !important;
}
:root { color-scheme: light !important; }
.poster__sheet { position: fixed; inset: 0; z-index: 99; overflow: hidden; border: 0 !important; background: #fff; }
.poster__sheet .poster__paper { width: 100vw; height: 100vh; min-width: 0 !important; background: none; }
"""
"""On a screen as large as the paper: the poster and nothing else, light."""


def on_paper(paper: str) -> str:
    """The stylesheet's last words for a poster that is printed."""
    width, height = PAPERS_MM[paper]
    return f"@page poster {{ size: {width}mm {height}mm; margin: 0; }}"


def screen_px(paper: str) -> tuple[int, int]:
    """A screen as large as the paper."""
    width, height = PAPERS_MM[paper]
    return round(width * PX_PER_MM), round(height * PX_PER_MM)


def dots_per_px(dpi: int = DPI) -> float:
    return dpi / 96
