"""Stylesheets and scripts of a theme, joined into one file each."""

from __future__ import annotations

from cjmgen.rendering.theme import Theme

STYLES = ("tokens", "base", "components", "lists")
"""The theme's stylesheets, in this order; then the views', then ``print``."""

SCRIPTS = ("theme", "site", "search", "filters", "print-map")


def stylesheet(theme: Theme) -> str:
    """Everything a page may need, in one file that a reader fetches once."""
    parts = [_read(theme, f"assets/css/{name}.css") for name in STYLES]
    for folder in dict.fromkeys(theme.view_folders.values()):
        for own in sorted(folder.glob("*.css")):
            found = theme.find(f"assets/css/views/{own.name}") or own
            parts.append(found.read_text("utf-8"))
    parts.append(_read(theme, "assets/css/print.css"))
    return "\n".join(part for part in parts if part)


def scripts(theme: Theme) -> dict[str, str]:
    """Name -> text."""
    return {name: _read(theme, f"assets/js/{name}.js") for name in SCRIPTS}


def images(theme: Theme) -> dict[str, bytes]:
    """Output path -> bytes: the sign of the site in a browser's tab."""
    found = theme.find("assets/favicon.svg")
    return {"theme/favicon.svg": found.read_bytes()} if found else {}


def _read(theme: Theme, path: str) -> str:
    found = theme.find(path)
    return found.read_text("utf-8") if found else ""
