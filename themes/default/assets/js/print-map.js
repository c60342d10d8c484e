// A map with more columns than a sheet has room for is printed in bands, below each other, each with the heads of its lanes.
// The stylesheet shows them only where the paper is too narrow for the whole table.
(function () {
  "use strict";
  var MOST = 8; // columns that can be read on A4
  var map = document.querySelector(".map");
  var steps = map ? map.querySelector(".map__step-col").span : 0;
  var bands = null;
  if (steps <= MOST) return;

  // Stages stay whole where they fit; as many as fit stand in one band.
  function cuts() {
    var at = 0, from = 0, found = [];
    map.querySelectorAll("thead th.map__stage:not(.map__corner)").forEach(function (stage) {
      if (at > from && at + stage.colSpan - from > MOST) { found.push([from, at]); from = at; }
      at += stage.colSpan;
      while (at - from > MOST) { found.push([from, from + MOST]); from += MOST; }
    });
    if (at > from) found.push([from, at]);
    return found;
  }

  function band(from, to) {
    var copy = map.cloneNode(true);
    copy.className = copy.className.replace(/map--\S+/, "map--n" + (to - from));
    copy.querySelector(".map__step-col").span = to - from;
    copy.querySelectorAll("[id]").forEach(function (element) { element.removeAttribute("id"); });
    copy.querySelectorAll("tr").forEach(function (row) {
      var at = 0;
      Array.prototype.slice.call(row.cells, 1).forEach(function (cell) {
        var left = Math.max(at, from), right = Math.min(at + cell.colSpan, to);
        at += cell.colSpan;
        if (right <= left) { cell.remove(); return; }
        cell.colSpan = right - left;
        var curve = cell.matches(".map__curve") && cell.querySelector("svg");
        if (curve) {
          var box = map.querySelector(".map__curve svg").viewBox.baseVal, step = box.width / steps;
          curve.setAttribute("viewBox", [from * step, 0, (to - from) * step, box.height].join(" "));
        }
      });
    });
    return copy;
  }

  addEventListener("beforeprint", function () {
    if (bands) return;
    bands = document.createElement("div");
    bands.className = "map-bands";
    cuts().forEach(function (cut) { bands.append(band(cut[0], cut[1])); });
    map.after(bands);
  });
  addEventListener("afterprint", function () {
    if (bands) bands.remove();
    bands = null;
  });
})();
