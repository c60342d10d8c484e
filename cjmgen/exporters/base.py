"""What an exporter is: a name, and a pure function from the site to further files.

Pages are the views'; everything else that is made from the same site (a sitemap, a feed, an
index to search in) is an exporter's.  It looks at the whole site once, in ``exports``, and says
of each file what it is made of; whether the file is made again is the engine's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Protocol
from urllib.parse import quote

from cjmgen.analysis.index import Atlas


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file that is not a page."""

    path: str
    """Where it goes, from the output's top."""
    value: object
    """Frozen: everything the file says, or the ``Later`` that gives it.  The file is made again exactly when this
    changes."""
    write: Callable[[Any], bytes]
    """Pure, and a function of a module: the value to the file's bytes."""
    group: str = ""
    """Files of one group are made by one process, one after the other; "": it stands alone.  The pages of a subject
    are a group, too: ``group_of``."""


def group_of(lang: str, kind: str, ident: str) -> str:
    """Of everything that is made of one subject in one language."""
    return f"{kind}:{ident}@{lang}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    name: str
    """Words joined by hyphens, for messages."""
    exports: Callable[[Published], Iterable[Export]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedPage:
    """A page that will be there."""

    path: str
    """From the output's top: "pl/journeys/checkout/index.html"."""
    lang: str
    view: str
    kind: str
    """A ``Scope`` value."""
    id: str
    title: str
    """Its subject's name, in the author's words; "" for pages of the site."""
    label: str
    """What the interface calls it, in words of its language; "" if the title says it all."""
    description: str | None
    alternates: tuple[tuple[str, str], ...]
    """Language and path of the same page in every edition, its own included; empty if there is one edition."""


Remember = Callable[[str, Callable[[], str]], str]
"""Takes a key that says all a text is made of, and how to make it; gives the text, made now or by an earlier build."""


class Say(Protocol):
    def __call__(self, lang: str, key: str, **values: object) -> str:
        """Interface words as plain text."""


@dataclass(frozen=True, kw_only=True)
class Published:
    """A site as it will be published: what there is to say, and where it stands."""

    url: str | None
    """Where it is published, without a slash at the end; ``None`` if nobody said."""
    atlases: Mapping[str, Atlas]
    """By language, the language of the files first; each holds its ``site``."""
    pages: tuple[PublishedPage, ...]
    path_of: Callable[[str, str, str], str]
    """Language, kind and id of a target to its path from the output's top, with an anchor if it has one."""
    relative: Callable[[str, str], str]
    """A path as seen from a page, percent-encoded; both from the output's top."""
    say: Say
    remember: Remember
    month: Callable[[str, date], str]
    """A day's month in words of a language."""
    language: Callable[[str], str]
    """What a language calls itself."""
    amount: Callable[[float, str, str], str]
    """A number with its unit ("min", "pct"), in a language."""

    @cached_property
    def paths(self) -> frozenset[str]:
        return frozenset(page.path for page in self.pages)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.atlases)

    def address(self, path: str) -> str | None:
        """The whole address of a path; ``None`` if nobody said where the site is."""
        return None if self.url is None else whole_address(self.url, path)


def whole_address(url: str, path: str) -> str:
    """A path on the published site; the home page is the site's own address."""
    file, hash_, anchor = path.partition("#")
    where = "" if file == "index.html" else quote(file)
    return f"{url}/{where}{hash_}{quote(anchor)}"
