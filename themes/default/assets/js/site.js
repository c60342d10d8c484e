// Comforts only: every page can be read and used without this file.
(function () {
  "use strict";
  var root = document.documentElement;

  // A browser refuses a manifest from disk, and says so in the console.
  if (location.protocol !== "file:" && document.currentScript) {
    var manifest = document.createElement("link");
    manifest.rel = "manifest";
    manifest.href = document.currentScript.dataset.manifest;
    document.head.append(manifest);
  }

  // Theme: the button is hidden in the page, because without a script it could do nothing.
  var system = matchMedia("(prefers-color-scheme: dark)");
  var button = document.getElementById("theme");
  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
  }
  function show() {
    button.setAttribute("aria-pressed", String(isDark()));
  }
  if (button) {
    show();
    button.hidden = false;
    system.addEventListener("change", show);
    button.addEventListener("click", function () {
      root.dataset.theme = isDark() ? "light" : "dark";
      try { localStorage.setItem("cjm-theme", root.dataset.theme); } catch (error) { /* kept for this page only */ }
      show();
    });
  }

  // Tabs and navigation that scroll sideways begin where the reader is.
  document.querySelectorAll(".tabs__row, .bar__nav").forEach(function (row) {
    var current = row.querySelector("[aria-current]");
    if (current && row.scrollWidth > row.clientWidth) {
      row.scrollLeft = current.offsetLeft - row.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
    }
  });

  // A map exists twice, as a table and as a list of steps; only one is displayed. An address of the other leads to its twin.
  function follow() {
    var id = decodeURIComponent(location.hash.slice(1));
    if (!id) return;
    var aim = document.getElementById(id);
    if (aim && aim.getClientRects().length) return;
    var twin = document.getElementById(id.indexOf("s-") === 0 ? id.slice(2) : "s-" + id);
    if (!twin && id.indexOf("cell-") === 0 && aim) {
      twin = document.getElementById("s-step-" + aim.getAttribute("data-step"));
    }
    if (twin && twin.getClientRects().length) twin.scrollIntoView();
  }
  addEventListener("hashchange", follow);
  follow();

  // Browsers forget the heads in front of a link in a picture that takes the focus, and tabs half out of their row.
  document.addEventListener("focusin", function (event) {
    if (event.target.matches("a:focus-visible")) {
      event.target.scrollIntoView({block: "nearest", inline: "nearest"});
    }
  });

  // What is folded away on the screen is printed all the same.
  var opened = [];
  addEventListener("beforeprint", function () {
    opened = Array.prototype.filter.call(document.querySelectorAll("details:not([open])"), function (box) {
      box.open = true;
      return true;
    });
  });
  addEventListener("afterprint", function () {
    opened.forEach(function (box) { box.open = false; });
  });
})();
