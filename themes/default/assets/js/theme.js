// The kept theme is set before the first paint, so that a dark page does not flash white.
(function () {
  try {
    var kept = localStorage.getItem("cjm-theme");
    if (kept === "light" || kept === "dark") document.documentElement.dataset.theme = kept;
  } catch (error) { /* a browser without storage follows the system */ }
})();
