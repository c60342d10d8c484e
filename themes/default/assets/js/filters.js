// Filters and sorts a list. Rows say of themselves what they are; what is chosen stands in the address.
// Runs where the bar stands, so that the bar is there before the list is drawn; the rows are looked at once all are read.
(function () {
  "use strict";
  var form = document.querySelector(".filters");
  if (!form) return;
  var words = form.dataset;
  var selects = Array.prototype.slice.call(form.querySelectorAll("select"));
  var sorter = form.querySelector("[name=sort]");
  var box = form.querySelector("details");
  var clear = form.querySelector(".filters__clear");
  var count = form.querySelector(".filters__count");
  var narrow = matchMedia("(max-width: 45rem)");
  var compare = new Intl.Collator(document.documentElement.lang, {numeric: true}).compare;
  var rows = [], groups = [], heads = [], others = [];

  // On a phone the filters are folded away, and the heads of tables stand beside the page, out of the keys' way.
  function fold() {
    if (box) box.open = !narrow.matches;
    all(".sort").forEach(function (button) { button.tabIndex = narrow.matches ? -1 : 0; });
  }
  fold();
  narrow.addEventListener("change", fold);
  form.hidden = false;

  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }

  function read() {
    var asked = new URLSearchParams(location.search);
    selects.forEach(function (select) {
      var value = asked.get(select.name) || "";
      select.value = value;
      // An address may ask for what no row has: then that is what stands there, and nothing fits.
      if (select.value !== value && select !== sorter) select.add(new Option(value, value, false, true));
      if (select.selectedIndex < 0) select.value = "";
    });
  }

  function fits(facets, select) {
    var below = select.selectedOptions[0].hasAttribute("data-below");
    return (facets.f[select.name] || []).some(function (value) {
      return below ? value < Number(select.value) : String(value) === select.value;
    });
  }

  function inOrder(one, two) {
    var column = sorter ? sorter.value.replace("-", "") : "";
    var a = one.facets.s[column], b = two.facets.s[column];
    if (a === undefined || b === undefined) return (a === undefined) - (b === undefined) || one.place - two.place;
    var order = typeof a === "number" ? a - b : compare(a, b);
    return (sorter.value[0] === "-" ? -order : order) || one.place - two.place;
  }

  function show() {
    var chosen = selects.filter(function (select) { return select !== sorter && select.value; });
    var column = sorter ? sorter.value : "";
    var shown = 0;
    rows.forEach(function (row) {
      row.element.hidden = !chosen.every(function (select) { return fits(row.facets, select); });
      shown += !row.element.hidden;
    });
    rows.slice().sort(inOrder).forEach(function (row) { row.list.appendChild(row.element); });
    groups.forEach(function (group) {
      var left = group.rows.filter(function (row) { return !row.element.hidden; }).length;
      group.element.hidden = !left;
      group.element.classList.toggle("is-flat", Boolean(chosen.length || column));
      if (group.link) group.link.hidden = !left;
      if (group.label) {
        group.label.textContent = left === group.rows.length ? group.said
          : words.of.replace("{done}", left).replace("{total}", group.rows.length);
      }
    });
    heads.forEach(function (head) {
      var name = head.dataset.sort;
      if (column.replace("-", "") !== name) head.removeAttribute("aria-sort");
      else head.setAttribute("aria-sort", column === name ? "ascending" : "descending");
    });
    clear.hidden = !chosen.length && !column;
    count.textContent = words.count.replace("{shown}", shown).replace("{total}", rows.length) + (shown ? "" : " " + words.nothing);
  }

  function write() {
    var address = new URLSearchParams(location.search);
    selects.forEach(function (select) {
      if (select.value) address.set(select.name, select.value); else address.delete(select.name);
    });
    var query = address.toString() ? "?" + address : "";
    try {
      history.replaceState(null, "", location.pathname + query + location.hash);
    } catch (error) { /* some browsers keep the address of a file as it is */ }
    mark(query);
  }

  // The same list in another language keeps what was chosen; the saved view one looks at is marked.
  function mark(query) {
    others.forEach(function (other) { other.link.href = other.href + query; });
    form.querySelectorAll(".filters__saved a").forEach(function (link) {
      if (same(link.search, query)) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
    });
  }

  function same(one, two) {
    return String(sorted(one)) === String(sorted(two));
  }

  function sorted(query) {
    var found = new URLSearchParams(query);
    found.sort();
    return found;
  }

  function change() { show(); write(); }

  function turn(head) {
    var name = head.dataset.sort;
    var first = rows.some(function (row) { return typeof row.facets.s[name] === "number"; }) ? "-" + name : name;
    var second = first === name ? "-" + name : name;
    sorter.value = sorter.value === first ? second : sorter.value === second ? "" : first;
    change();
  }

  addEventListener("DOMContentLoaded", function () {
    rows = all("[data-facets]").map(function (element, place) {
      var facets = JSON.parse(element.dataset.facets);
      return {element: element, list: element.parentNode, facets: facets, place: place};
    });
    rows.forEach(function (row) {
      var element = row.element.closest(".list-section") || row.element.closest("table, ul");
      var group = groups.find(function (known) { return known.element === element; });
      if (!group) {
        var label = element.querySelector(".section-title .label");
        var title = element.querySelector(".section-title");
        var link = title && document.querySelector('.jump a[href="#' + CSS.escape(title.id) + '"]');
        group = {element: element, rows: [], label: label, said: label && label.textContent, link: link};
        groups.push(group);
      }
      group.rows.push(row);
    });
    heads = sorter ? all("th[data-sort]") : [];
    heads.forEach(function (head) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append.apply(button, Array.prototype.slice.call(head.childNodes));
      button.addEventListener("click", function () { turn(head); });
      head.append(button);
    });
    fold();
    others = all(".languages a").map(function (link) { return {link: link, href: link.getAttribute("href")}; });
    form.addEventListener("change", change);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    clear.addEventListener("click", function () {
      selects.forEach(function (select) { select.value = ""; });
      change();
      (narrow.matches && box ? box.querySelector("summary") : selects[0]).focus();
    });
    read();
    show();
    mark(location.search);
  });
})();
