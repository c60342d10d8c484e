"""Search at scale: how large the index is, what a question loads, and how soon its answer stands on the page.

    python tests/bench/search.py --journeys 1000

builds the benchmark's content with cjmgen and asks from disk, in Debian's Chromium.  A question is asked twice: of a
page just opened, and again when what it needs is there.  Times are from the last key to the last result.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from generator import content_of
from peers.ours import PEER
from playwright.sync_api import Browser, Page, sync_playwright

QUESTIONS = ("price", "pri", "queue", "honest review", "klientka", "ROZMIAR ktory", "顾客", "排队的人", "7", "nowhere")
"""Words in every third journey, a beginning, several words, accents left out, Chinese, a digit, no such word."""

ASK = """async (question) => {
  const panel = document.querySelector(".search"), input = panel.querySelector("input");
  const status = panel.querySelector("[role=status]");
  const hasAnswer = () => status.textContent.trim() && status.textContent !== panel.dataset.wait;
  input.value = "";
  input.dispatchEvent(new Event("input", {bubbles: true}));
  await new Promise((go) => setTimeout(go, 400));
  const began = performance.now();
  const answered = new Promise((go) => new MutationObserver((_, seer) => {
    if (hasAnswer()) { seer.disconnect(); go(); }
  }).observe(status, {childList: true, characterData: true, subtree: true}));
  input.value = question;
  input.dispatchEvent(new Event("input", {bubbles: true}));
  await answered;
  return {took: performance.now() - began, said: status.textContent.trim()};
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--journeys", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cjmgen-search-") as folder:
        where = Path(folder)
        PEER.write(content_of(asked.journeys, asked.seed), where)
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "cjmgen", "build"], cwd=where, check=True, capture_output=True)
        print(f"{asked.journeys} journeys, built in {time.perf_counter() - began:.0f} s")
        index = sorted((where / "public/search").rglob("*.js"))
        sizes = [path.stat().st_size for path in index]
        packed = [_packed(path) for path in index]
        size = f"{_mb(sum(sizes))} MB ({_mb(sum(packed))} MB gzip)"
        print(f"index: {len(index)} files, {size}, the largest {_kb(max(sizes))} kB")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox", "--disable-gpu"]
            )
            for question in QUESTIONS:
                _measure(browser, where / "public", question, asked.rounds)
            browser.close()


def _measure(browser: Browser, public: Path, question: str, rounds: int) -> None:
    first, again = [], []
    for _ in range(rounds):
        page: Page = browser.new_page()
        page.goto((public / "search/index.html").as_uri())
        asked: set[Path] = set()
        page.on("request", lambda request, asked=asked: asked.add(Path(url2pathname(urlsplit(request.url).path))))
        cold = page.evaluate(ASK, question)
        warm = page.evaluate(ASK, question)
        first.append(cold["took"])
        again.append(warm["took"])
        page.close()
    print(
        f"{question!r:18} first {statistics.median(first):5.0f} ms, again {statistics.median(again):5.0f} ms, "
        f"loads {len(asked):2} files, {_kb(sum(map(_packed, asked))):4} kB gzip   {cold['said']}"
    )


def _packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), mtime=0))


def _mb(size: int) -> str:
    return f"{size / 1e6:.1f}"


def _kb(size: int) -> str:
    return f"{size / 1e3:.0f}"


if __name__ == "__main__":
    main()
