"""What the last build saw and what it left: if neither was touched since, there is nothing to do.

This is no second way to build.  It is a memo of the whole run, whose key is all that a run can
see: the site's files as the file system tells of them, the commit and its day, the tags, the program.  With
it stand the output folder as it was left, and what there was to say.  Only standard modules are
imported for it: asking takes less time than loading a template.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from cjmgen import program
from cjmgen.diagnostics import Diagnostic, Related, Report, Severity
from cjmgen.diagnostics.json import as_objects
from cjmgen.digest import digest, digest_bytes
from cjmgen.engine import CACHE, files
from cjmgen.history.revision import past_of, revision_of
from cjmgen.source import DiskTree, Origin, Span

FORMAT: Final = 1
AUTHORED: Final = ("content", "themes")
"""Folders of a site that a build reads."""
SETTINGS: Final = "site."
"""What else it reads begins like this: ``site.yaml`` and its translations."""
SETTLED_NS: Final = 50_000_000
"""A file written more recently may be written again without looking different: clocks of file systems tick slowly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Footprint:
    root: Path
    output: Path
    files: int
    """How many the site has."""
    report: Report
    whole: Mapping[str, Span]
    """Where a message about a whole file points to."""

    def span_of(self, at: Diagnostic | Origin) -> Span:
        origin = at.origin if isinstance(at, Diagnostic) else at
        return origin.span or self.whole[origin.path]

    def text_of(self, path: str) -> str | None:
        try:
            return DiskTree(self.root).read(path).content.decode("utf-8", "replace")
        except OSError:
            return None


def world_of(root: Path) -> str | None:
    """A digest of all that a build of this site can see; ``None`` if it was being written just now."""
    revision = revision_of(root)
    past = past_of(root) if revision.commit else b""
    about = (FORMAT, program.identity(), revision.commit, revision.day, past)
    seen = blake2b(repr(about).encode(), digest_size=16)
    latest = 0
    for line, changed_ns in _site_files(root):
        seen.update(line)
        latest = max(latest, changed_ns)
    return None if latest > time.time_ns() - SETTLED_NS else seen.hexdigest()


def unchanged(root: Path, asked: Path | None, wish: str = "") -> Footprint | None:
    """What the last build left, if a build now could do nothing but leave it again.

    ``asked`` is the output folder asked for, ``wish`` in any words the readers: there is a footprint for each.
    """
    try:
        found = json.loads(_file(root, asked, wish).read_bytes())
        text = json.dumps(found["left"])
        if found["seal"] != digest(text):
            return None
        left = found["left"]
        output = asked or root / left["output"]
        if left["world"] != world_of(root) or left["site"] != _site_of(output):
            return None
        said = left["said"]
        return Footprint(
            root=root,
            output=output,
            files=int(left["files"]),
            report=Report(map(_diagnostic, said)),
            whole={each["path"]: _span(each) for each in said if not each["has_place"]},
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def leave(
    report: Report,
    span_of: Callable[[Origin], Span],
    *,
    world: str,
    root: Path,
    asked: Path | None,
    wish: str,
    setting: str,
    files_made: int,
) -> None:
    """Note a build that went well: into the folder asked for, else into the one of ``site.yaml``'s setting."""
    said = [
        {**each, "has_place": bool(found.origin.keys or found.origin.span)}
        for found, each in zip(report, as_objects(report, span_of), strict=True)
    ]
    site = _site_of(asked or root / setting)
    left = {"world": world, "output": setting, "site": site, "files": files_made, "said": said}
    content = json.dumps({"left": left, "seal": digest(json.dumps(left))})
    try:
        files.replace(_file(root, asked, wish), content.encode())
    except OSError:
        return  # the next build looks at everything


def _file(root: Path, asked: Path | None, wish: str) -> Path:
    return root / CACHE / f"footprint-{digest_bytes(f'{asked and asked.resolve()} {wish}'.encode())[:8]}.json"


def _site_files(root: Path) -> Iterator[tuple[bytes, int]]:
    with os.scandir(root) as entries:
        top = sorted((entry for entry in entries if entry.name.startswith(SETTINGS)), key=lambda entry: entry.name)
    for entry in top:
        yield _line(entry.name, entry.stat(follow_symlinks=False))
    for name in AUTHORED:
        yield from _below(root / name)


def _site_of(output: Path) -> str:
    """A digest of what the file system says of all files in a folder, without opening them."""
    seen = blake2b(digest_size=16)
    for line, _ in _below(output):
        seen.update(line)
    return seen.hexdigest()


def _below(folder: Path) -> Iterator[tuple[bytes, int]]:
    found: list[tuple[str, os.stat_result]] = []
    start = len(str(folder))
    pending = [str(folder)]
    while pending:
        try:
            with os.scandir(pending.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
                    else:
                        found.append((entry.path[start:], entry.stat(follow_symlinks=False)))
        except FileNotFoundError:
            continue  # a site needs no themes of its own
    for path, stat in sorted(found, key=lambda pair: pair[0]):
        yield _line(f"{folder.name}{path}", stat)


def _line(path: str, stat: os.stat_result) -> tuple[bytes, int]:
    told = (stat.st_mode, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
    return f"{path}\0{told}\n".encode("utf-8", "surrogateescape"), max(stat.st_mtime_ns, stat.st_ctime_ns)


def _diagnostic(said: Mapping[str, Any]) -> Diagnostic:
    origin = _origin(said)
    return Diagnostic(
        said["code"],
        said["message"],
        origin if said["has_place"] else Origin(origin.path),
        severity=Severity(said["severity"]),
        hint=said["hint"],
        related=tuple(Related(_origin(each), each["message"]) for each in said["related"]),
    )


def _origin(said: Mapping[str, Any]) -> Origin:
    return Origin(said["path"]).at(_span(said))


def _span(said: Mapping[str, Any]) -> Span:
    return Span(said["line"], said["column"], said["end_line"], said["end_column"])
