"""Find a theme's files: the site's own folder, then the theme's parents, then the views.

One search path serves templates, stylesheets, scripts and strings alike; the first
place that has a file wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from cjmgen.diagnostics import CjmgenError
from cjmgen.digest import digest
from cjmgen.markup.yaml_text import read_yaml
from cjmgen.program import bundled
from cjmgen.rendering.foreign_words import completed


@dataclass(frozen=True)
class Theme:
    """Folders in the order they are searched, with what is found in them."""

    name: str
    folders: tuple[Path, ...]
    """Of the theme and its parents, the theme's own first."""
    view_folders: Mapping[str, Path]
    """View -> the folder of its own template, stylesheet and strings."""

    def find(self, path: str) -> Path | None:
        """A file below the theme's folders; ``None`` if none has it."""
        return next((folder / path for folder in self.folders if (folder / path).is_file()), None)

    def template(self, name: str) -> Path | None:
        """``views/flow.html.j2`` may be the theme's or the view's own; other names are the theme's."""
        own = self.find(f"templates/{name}")
        if own is None and name.startswith("views/"):
            view = name.removeprefix("views/").removesuffix(".html.j2")
            candidate = self.view_folders.get(view, Path("/nonexistent")) / f"{view}.html.j2"
            return candidate if candidate.is_file() else None
        return own

    def strings(self, lang: str) -> dict[str, Any]:
        """Interface words of one language: views' first, the theme's over them."""
        found: dict[str, Any] = {}
        for folder in (*self.view_folders.values(), *reversed(self.folders)):
            found.update(_yaml(folder / "strings" / f"{lang}.yaml"))
        return found

    def words(self, languages: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Interface words of a site's languages; what one lacks is in the site's first, else in English."""
        own = {lang: self.strings(lang) for lang in languages}
        others = {languages[0]: own[languages[0]], "en": own.get("en") or self.strings("en")}
        return {lang: completed(words, lang, others) for lang, words in own.items()}

    @cached_property
    def digest(self) -> str:
        """Covers every template of the theme and of the views; a change rebuilds all pages."""
        texts = [(path.name, path.read_text("utf-8")) for path in sorted(self._templates())]
        return digest(tuple(texts))

    def _templates(self) -> Iterable[Path]:
        for folder in self.folders:
            yield from (folder / "templates").rglob("*.j2")
        for folder in self.view_folders.values():
            yield from folder.glob("*.j2")


def find_theme(name: str, site_root: Path | None, view_folders: Mapping[str, Path]) -> Theme:
    """The theme ``site.yaml`` names, with its parents; the default theme is everyone's last parent."""
    folders: list[Path] = []
    wanted: str | None = name
    while wanted is not None:
        own, ours = site_root / "themes" / wanted if site_root else None, bundled() / wanted
        is_ours = (ours / "theme.yaml").is_file()
        # A folder with the name of a theme of ours adds to it, and need not say what it is.
        is_own = own is not None and ((own / "theme.yaml").is_file() or (is_ours and own.is_dir()))
        found = [p for p, there in ((own, is_own), (ours, is_ours)) if p is not None and there and p not in folders]
        if not found:
            raise CjmgenError(f'there is no theme "{wanted}"', "look in themes/, or remove theme from site.yaml")
        folders += found
        parent = _settings(found[-1]).get("extends")
        wanted = parent if isinstance(parent, str) else None if wanted == "default" else "default"
    return Theme(name, tuple(dict.fromkeys(folders)), view_folders)


def _settings(folder: Path) -> dict[str, Any]:
    return _yaml(folder / "theme.yaml")


def _yaml(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    result = read_yaml(path.read_text("utf-8"))
    if result.problems:
        problem = result.problems[0]
        raise CjmgenError(f"{path.name}:{problem.span.line}:{problem.span.column}: {problem.message}", problem.hint)
    return result.value if isinstance(result.value, dict) else {}
