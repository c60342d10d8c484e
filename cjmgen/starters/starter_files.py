"""The files of a new site, as text.

The starters lie beside this module as they will lie in the site.  What all sites share
lies in ``shared/`` under names without a dot, because packaging tools pass over dotfiles;
the JSON Schemas are made on the spot, so that they are those of the cjmgen that runs.
"""

from __future__ import annotations

import importlib.resources
import json
import re
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Final

from cjmgen.loading.schemas import schema_text, schemas

STARTERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "five-stage": "awareness to loyalty, with a future map beside it: a neighbourhood library",
        "six-stage": "recognition to loyalty: a bicycle workshop",
        "day-in-the-life": "the hours of a day, beyond what you offer: a café owner",
        "onboarding": "install to habit, in detail: an app for gardeners",
        "b2b": "several people decide together: coffee machines for offices",
        "blueprint": "a service blueprint, with the work on both sides: an eye clinic",
        "one-file": "the smallest: one journey in one file",
    }
)
"""Name -> what it shows."""

DEFAULT: Final = "five-stage"

SHARED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "gitignore": ".gitignore",
        "README.md": "README.md",
        "vscode-settings.json": ".vscode/settings.json",
        "vscode-extensions.json": ".vscode/extensions.json",
    }
)
"""Name in ``shared/`` -> path in the site."""

_TITLE: Final = re.compile(r"^title: *(.*)$", re.MULTILINE)


def site_files(starter: str, title: str | None = None) -> dict[str, str]:
    """Path -> text of a new site, sorted; ``starter`` is a key of ``STARTERS``."""
    here = importlib.resources.files(__name__.rpartition(".")[0])
    files = dict(_texts_below(here / starter, ""))
    if title is not None:
        files["site.yaml"] = _TITLE.sub(lambda _: f"title: {_quoted(title)}", files["site.yaml"], count=1)
    shown = title if title is not None else _title_in(files["site.yaml"])
    for name, path in SHARED.items():
        files[path] = (here / "shared" / name).read_text("utf-8").replace("{title}", shown)
    files |= {f".schemas/{kind}.json": schema_text(kind) for kind in schemas()}
    return dict(sorted(files.items()))


def _texts_below(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _texts_below(entry, f"{path}{entry.name}/")
        else:
            yield f"{path}{entry.name}", entry.read_text("utf-8")


def _quoted(text: str) -> str:
    """As YAML that stays one line and means just these characters; JSON strings are that."""
    return json.dumps(text, ensure_ascii=False)


def _title_in(site_yaml: str) -> str:
    found = _TITLE.search(site_yaml)
    assert found is not None
    return found[1].strip()
