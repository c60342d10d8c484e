// A map with more columns than a sheet has room for is printed in bands, each with the heads of its lanes.
// The stylesheet shows them where the paper is too narrow for the whole table.
(function () {
  "use strict";
  const MOST = 8; // columns that can be read on A4
  const map = document.querySelector(".map");
  const steps = map ? map.querySelector(".map__step-col").span : 0;
  let bands = null;
  if (steps <= MOST) return;

  // Stages stay whole where they fit; as many as fit stand in one band.
  function cuts() {
    let at = 0, from = 0;
    const found = [];
    for (const stage of map.querySelectorAll("th.map__stage:not(.map__corner)")) {
      if (at > from && at + stage.colSpan - from > MOST) { found.push([from, at]); from = at; }
      at += stage.colSpan;
      for (; at - from > MOST; from += MOST) found.push([from, from + MOST]);
    }
    return at > from ? [...found, [from, at]] : found;
  }

  function band(from, to) {
    const copy = map.cloneNode(true);
    copy.className = copy.className.replace(/map--\S+/, "map--n" + (to - from));
    copy.querySelector(".map__step-col").span = to - from;
    for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
    for (const row of copy.querySelectorAll("tr")) {
      let at = 0;
      for (const cell of [...row.cells].slice(1)) {
        const span = Math.min(at + cell.colSpan, to) - Math.max(at, from);
        at += cell.colSpan;
        if (span <= 0) cell.remove(); else cell.colSpan = span;
      }
    }
    const curve = copy.querySelector(".map__curve svg");
    if (curve) {
      const {width, height} = curve.viewBox.baseVal, step = width / steps;
      curve.setAttribute("viewBox", [from * step, 0, (to - from) * step, height].join(" "));
    }
    return copy;
  }

  addEventListener("beforeprint", () => {
    if (bands) return;
    bands = document.createElement("div");
    bands.className = "map-bands";
    bands.append(...cuts().map((cut) => band(...cut)));
    map.after(bands);
  });
  addEventListener("afterprint", () => {
    if (bands) bands.remove();
    bands = null;
  });
})();
