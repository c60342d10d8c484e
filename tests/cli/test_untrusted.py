"""``--untrusted``: a stranger brings content, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import run
from git_site import GitSite, tiny_repository

pytestmark = pytest.mark.git
EVIL = {
    "site.yaml": "title: Evil\ntheme: evil\naudience: internal\noutput: elsewhere\n",
    "site.pl.yaml": "title: Zło\n",
    "themes/evil/theme.yaml": "name: Evil\n",
    "themes/default/theme.yaml": "name: Ours\n",
    "themes/default/templates/partials/footer.html.j2": "<p>evil</p>\n",
    "content/personas/anna.md": "---\nname: Dr Anna\n---\n",
    "content/personas/omar.md": "---\nname: Omar\naudience: internal\n---\n",
}


@pytest.fixture
def site(tmp_path: Path) -> GitSite:
    """The tiny site with a theme of its own, and beside it, uncommitted, what a stranger would like."""
    made = tiny_repository(tmp_path / "site")
    made.commit(
        {"themes/default/theme.yaml": "name: Ours\n", "themes/default/strings/en.yaml": "nav.personas: People\n"}
    )
    made.git("tag", "base")
    made.write(dict(EVIL))
    return made


def test_content_is_the_strangers_and_the_rest_is_the_bases(site: GitSite) -> None:
    ran = run("build", site.folder, "--untrusted", "base")
    assert ran.code == 0, ran.err
    home = (site.folder / "public/index.html").read_text("utf-8")
    assert "Evil" not in home
    assert "evil" not in home
    assert ">People</a>" in home
    assert "Dr Anna" in (site.folder / "public/personas/anna/index.html").read_text("utf-8")
    assert not (site.folder / "public/personas/omar").exists(), "the audience is a setting, too"
    assert not (site.folder / "elsewhere").exists()


def test_no_cache_is_read_and_none_is_left(site: GitSite) -> None:
    cache = site.folder / ".cjmgen"
    assert run("build", site.folder, "--untrusted", "base").code == 0
    assert not cache.exists()
    cache.mkdir()
    (cache / "documents").write_bytes(b"cjmgen pack 1\nnonsense\n")
    assert run("build", site.folder, "--untrusted", "base").code == 0
    assert [path.name for path in cache.iterdir()] == ["documents"]


def test_a_check_reads_the_settings_of_the_base(site: GitSite) -> None:
    site.write({"site.yaml": "title: [\n"})
    assert run("check", site.folder).code == 2
    assert run("check", site.folder, "--untrusted", "base").code == 0


def test_a_commit_there_is_not_is_said(site: GitSite) -> None:
    for name in ("nowhere", "--upload-pack=evil", "base:site.yaml"):
        ran = run("build", site.folder, f"--untrusted={name}")
        assert (ran.code, "there is no version" in ran.err) == (2, True), ran.err
    assert not (site.folder / "public").exists()
