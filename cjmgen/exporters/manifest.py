"""``manifest.webmanifest`` of each edition: what a browser calls the site among a person's apps."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from cjmgen.exporters.base import Export, Exporter, Published
from cjmgen.markup.markdown import plain_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    lang: str
    name: str
    description: str
    icon: str
    """Its address as seen from the manifest."""


def exports(published: Published) -> Iterable[Export]:
    for lang, atlas in published.atlases.items():
        path = published.path_of(lang, "view", "home").replace("index.html", "manifest.webmanifest")
        manifest = Manifest(
            lang=lang,
            name=plain_text(atlas.site.title),
            description=plain_text(atlas.site.description or ""),
            icon=published.relative("theme/favicon.svg", path),
        )
        yield Export(path=path, value=manifest, write=write)


def write(manifest: Manifest) -> bytes:
    said = {
        "name": manifest.name,
        "lang": manifest.lang,
        **({"description": manifest.description} if manifest.description else {}),
        "start_url": "./index.html",
        "scope": "./",
        "display": "minimal-ui",
        "icons": [{"src": manifest.icon, "sizes": "any", "type": "image/svg+xml"}],
    }
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()


EXPORTER = Exporter(name="manifest", exports=exports)
