"""What somebody would write to have something run is tried in a real browser, without the policy that would stop it.

Each payload sets a mark if it runs.  They stand in every field there is, in Markdown, links, addresses, pictures,
diagrams, names of files, tags and authors; every page is opened, every address on it looked at, and no mark is set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from git_site import GitSite
from playwright.sync_api import Browser, Page
from test_hostile_names import site_named

from cjmgen.cli import main

pytestmark = [pytest.mark.browser, pytest.mark.git]

RUN = "window.ran=(window.ran||0)+1"
PAYLOADS = (
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f'"><img src=x onerror={RUN}>',
    f"' autofocus onfocus={RUN} x='",
    f"</script><script>{RUN}</script>",
    f"</title></style></textarea></noscript><img src=x onerror={RUN}>",
    f"<![CDATA[<img src=x onerror={RUN}>]]>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<details open ontoggle={RUN}>",
    f"<a href=javascript:{RUN}>x</a>",
    f"{{{{ ''.__class__ }}}} ${{{RUN}}}",
    f'"]; evil [label=<<b>x</b>> URL="javascript:{RUN}"]; x [label="',
    f"--><script>{RUN}</script><!--",
    f'=HYPERLINK("javascript:{RUN}")',
)
LINKS = (
    "javascript:RUN", "JaVaScRiPt:RUN", "&#106;avascript:RUN", "java&#10;script:RUN", "&#1;javascript:RUN",
    "data:text/html,<script>RUN</script>", "vbscript:RUN", "//evil.example", "https:javascript:RUN",
    "persona:anna\" onclick=\"RUN", "x' onmouseover='RUN", "blob:RUN",
)  # fmt: skip
MARKDOWN = "\n\n".join(
    [
        *PAYLOADS,
        *(f"`{payload}`" for payload in PAYLOADS[:4]),
        *(f"    {payload}" for payload in PAYLOADS[:2]),
        f"```{PAYLOADS[0]}\n{PAYLOADS[1]}\n```",
        f"| {PAYLOADS[1]} | b |\n|---|---|\n| {PAYLOADS[2]} | {PAYLOADS[0]} |",
        f"# {PAYLOADS[1]}",
        f"[x][a] ![x](a.svg 'x onerror={RUN}')",
    ]
)
DRAWING = f"""<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 onload="{RUN}"><script>{RUN}</script><a xlink:href="javascript:{RUN}"><rect width="9" height="9" onclick="{RUN}"/></a>
<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="{RUN}"/></body></foreignObject>
<animate attributeName="href" to="javascript:{RUN}" onbegin="{RUN}"/><style>@import "javascript:{RUN}";</style></svg>"""
TAG = f"<img/src=x/onerror={RUN.replace('|', '').replace('(window.ran0)', '1')}>"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of payloads, and a page of what changed in it."""
    site = GitSite(tmp_path_factory.mktemp("payloads"))
    files: dict[str, str | bytes | None] = {
        path: text for path, text in site_named(" ".join(PAYLOADS)).items() if text is not None
    }
    files["content/pages/evil.md"] = f"---\ntitle: Evil\nmenu: true\n---\n{MARKDOWN}\n"
    files["content/assets/a.svg"] = DRAWING
    files["content/pages/drawn.md"] = "---\ntitle: Drawn\n---\n![x](a.svg) [x](asset:a.svg)\n"
    site.commit(files, PAYLOADS[1], author=PAYLOADS[1])
    site.git("tag", TAG)
    site.write({"content/personas/bea.md": f"---\nname: Bea\nrole: '{PAYLOADS[1]}'\n---\n{MARKDOWN}\n"})
    assert main(["build", str(site.folder)]) == 0
    output = site.folder / "public"
    assert main(["diff", TAG, "--html", "--site", str(site.folder), "-o", str(output / "changes.html")]) == 0
    return output


@pytest.fixture(scope="module")
def unguarded(browser: Browser) -> Iterator[Page]:
    """A page without a content security policy: nothing but the markup itself stands in the way."""
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


def test_no_payload_runs_on_any_page(built: Path, unguarded: Page) -> None:
    said: list[str] = []
    unguarded.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    # One page of each kind: which persona or channel it is about makes no difference.
    pages = sorted({path.parent.name + str(len(path.parts)): path for path in built.rglob("*.html")}.values())
    assert len(pages) > 25
    ran = []
    for path in pages:
        unguarded.goto(path.as_uri())
        mark, active = unguarded.evaluate("""() => {
          const kinds = "a, area, form, use, image, iframe, object, embed, img";
          const bad = [...document.querySelectorAll(kinds)].filter(one =>
            ["href", "src", "action", "data", "xlink:href"].some(name =>
              /^[\\s\\0-\\x20]*(javascript|data|vbscript|blob):/i.test(one.getAttribute(name) || "")
                && !/^data:image/.test(one.getAttribute(name))));
          for (const one of document.querySelectorAll("details")) one.open = true;
          for (const one of document.querySelectorAll("main a, main button")) one.focus();
          return [window.ran, bad.map(one => one.outerHTML.slice(0, 200))];
        }""")
        if mark or active:
            ran.append((path.relative_to(built).as_posix(), mark, active))
    assert (ran, said) == ([], [])


def test_the_mark_would_be_seen(unguarded: Page) -> None:
    """Else the test above could not fail."""
    unguarded.goto("about:blank")
    unguarded.set_content(f"<p>{PAYLOADS[1]}</p>")
    unguarded.wait_for_function("window.ran")


def test_a_drawing_that_is_opened_by_itself_runs_nothing(built: Path, unguarded: Page) -> None:
    unguarded.goto((built / "assets/a.svg").as_uri())
    assert unguarded.evaluate("[window.ran, document.querySelectorAll('rect').length]") == [None, 1]


@pytest.mark.parametrize("target", LINKS)
def test_a_link_that_would_run_something_is_a_mistake(target: str, tmp_path: Path) -> None:
    files = site_named("Name") | {"content/pages/a.md": f"---\ntitle: A\n---\n[x]({target.replace('RUN', RUN)})\n"}
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text or "", "utf-8")
    main(["build", str(tmp_path)])
    page = tmp_path / "public/pages/a/index.html"
    if page.exists():
        [prose] = re.findall(r'<div class="prose.*?</div>', page.read_text("utf-8"), re.DOTALL)
        for address in re.findall(r'href="([^"]*)"', prose):
            assert re.match(r"(?!.*script:)(https?://|mailto:|\.\./|#|[\w.%/-]+$)", address), address
