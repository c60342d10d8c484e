"""Every exporter.  Their files are told apart by path; the order does not matter."""

from __future__ import annotations

from cjmgen.exporters import badges, cards, feed, llms, manifest, markdown_twin, redirects, search_index, sitemap
from cjmgen.exporters.base import Exporter

EXPORTERS: tuple[Exporter, ...] = (
    badges.EXPORTER,
    cards.EXPORTER,
    feed.EXPORTER,
    llms.EXPORTER,
    manifest.EXPORTER,
    markdown_twin.EXPORTER,
    redirects.EXPORTER,
    search_index.EXPORTER,
    sitemap.EXPORTER,
)
