"""``llms.txt`` of each edition: what there is to read, for programs that read (llmstxt.org)."""

from __future__ import annotations

from collections.abc import Iterable

from cjmgen.exporters.base import Export, Exporter, Published
from cjmgen.exporters.markdown_twin import markdown_words, twin_path
from cjmgen.model import Site


def exports(published: Published) -> Iterable[Export]:
    for lang, atlas in published.atlases.items():
        path = published.path_of(lang, "view", "home").replace("index.html", "llms.txt")
        yield Export(path=path, value="\n".join(_lines(atlas.site, path, published)), write=write)


def write(text: str) -> bytes:
    return f"{text}\n".encode()


def _lines(site: Site, path: str, published: Published) -> Iterable[str]:
    def address(where: str) -> str:
        return published.address(where) or published.relative(where, path)

    yield f"# {markdown_words(site.title)}"
    if site.description:
        yield from ("", f"> {markdown_words(site.description)}")
    if site.notice:
        yield from ("", markdown_words(site.notice))
    journeys = [
        (address(twin_path(published.path_of(site.lang, "journey", journey.id))), journey.title, journey.goal)
        for journey in site.journeys
    ]
    personas = [
        (address(published.path_of(site.lang, "persona", persona.id)), persona.name, persona.role)
        for persona in site.personas
    ]
    pages = [
        (address(published.path_of(site.lang, "page", page.id)), page.title, page.description) for page in site.pages
    ]
    for key, entries in (("nav.journeys", journeys), ("nav.personas", personas), ("theme.pages", pages)):
        if entries:
            yield from ("", f"## {published.say(site.lang, key)}", "")
            for where, name, about in entries:
                yield f"- [{markdown_words(name)}]({where})" + (f": {markdown_words(about)}" if about else "")


EXPORTER = Exporter(name="llms", exports=exports)
