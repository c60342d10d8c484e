// Keeps a page of the preview up to date. One tab of a browser listens and tells the others,
// because a browser opens only a few connections to one server.
(function () {
  "use strict";
  var told = new URL(document.currentScript.src).searchParams;
  var number = Number(told.get("build"));
  var token = told.get("token");
  var KEPT = "cjmgen-place";
  var page = decodeURIComponent(location.pathname.slice(1));
  if (page === "" || page.endsWith("/")) page += "index.html";

  function places() {
    return document.querySelectorAll("[tabindex='0'], .tabs__row, .bar__nav");
  }

  // Where the reader is: what is unfolded, and how far everything is scrolled.
  function keepPlace() {
    var open = Array.prototype.map.call(document.querySelectorAll("details"), function (box) { return box.open; });
    var scrolled = Array.prototype.map.call(places(), function (box) { return [box.scrollLeft, box.scrollTop]; });
    var focus = document.activeElement ? document.activeElement.id : "";
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ page: page, y: scrollY, x: scrollX, open: open, scrolled: scrolled, focus: focus }));
    } catch (error) { /* without storage the page begins at its top */ }
  }
  function findPlace() {
    var kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(KEPT));
      sessionStorage.removeItem(KEPT);
    } catch (error) { /* as above */ }
    if (!kept || kept.page !== page) return;
    var boxes = document.querySelectorAll("details");
    if (boxes.length === kept.open.length) boxes.forEach(function (box, i) { box.open = kept.open[i]; });
    var regions = places();
    if (regions.length === kept.scrolled.length) {
      regions.forEach(function (box, i) { box.scrollLeft = kept.scrolled[i][0]; box.scrollTop = kept.scrolled[i][1]; });
    }
    if (kept.focus && document.getElementById(kept.focus)) document.getElementById(kept.focus).focus({ preventScroll: true });
    scrollTo(kept.x, kept.y);
  }

  function reload() {
    keepPlace();
    location.reload();
  }

  function swapStyles() {
    document.querySelectorAll("link[rel='stylesheet']").forEach(function (old) {
      var fresh = old.cloneNode();
      fresh.href = old.href.split("?")[0] + "?build=" + number;
      fresh.addEventListener("load", function () { old.remove(); });
      old.after(fresh);
    });
  }

  function isShown(path) {
    var address = new URL("/" + path.split("/").map(encodeURIComponent).join("/"), location).href;
    return Array.prototype.some.call(document.images, function (image) { return image.src === address; });
  }

  var overlay = null;
  function showErrors(errors) {
    if (overlay) overlay.remove();
    overlay = null;
    if (!errors.length) return;
    overlay = document.createElement("div");
    var inside = overlay.attachShadow({ mode: "open" });
    inside.append(element("link", { rel: "stylesheet", href: "/-/overlay.css" }));
    var box = inside.appendChild(element("section", { role: "alert", "aria-label": "Mistakes" }));
    var close = element("button", { type: "button" }, "Hide");
    close.addEventListener("click", hide);
    var title = errors.length === 1 ? "1 mistake" : errors.length + " mistakes";
    var head = box.appendChild(element("header", {}));
    head.append(element("h1", {}, title), element("p", {}, "Below is the last good page. It comes up to date as soon as this is mended."), close);
    errors.forEach(function (error) {
      var item = box.appendChild(element("article", {}));
      item.append(element("p", { class: "place" }, [error.place, error.code].filter(Boolean).join(" · ")));
      item.append(element("h2", {}, error.message));
      if (error.excerpt) item.append(element("pre", {}, error.excerpt));
      if (error.hint) item.append(element("p", { class: "hint" }, error.hint));
    });
    document.documentElement.append(overlay);
  }
  function hide() {
    if (overlay) overlay.remove();
    overlay = null;
  }
  addEventListener("keydown", function (event) {
    if (event.key === "Escape") hide();
  });
  function element(name, attributes, text) {
    var made = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    if (text) made.textContent = text;
    return made;
  }

  function take(news) {
    var isNew = news.build !== number;
    // A server that was started anew counts from 1 again.
    var changed = news.build < number ? null : news.changed;
    number = news.build;
    showErrors(news.errors);
    if (!isNew) return;
    if (changed === null || changed.some(function (path) { return path === page || /^theme\/.*\.js$/.test(path) || isShown(path); })) reload();
    else if (changed.indexOf("theme/site.css") >= 0) swapStyles();
  }
  // One question at a time; news that come meanwhile are asked for afterwards.
  var isAsking = false;
  var askAgain = false;
  function ask() {
    askAgain = isAsking;
    if (isAsking) return;
    isAsking = true;
    fetch("/-/status?token=" + token + "&since=" + number + "&page=" + encodeURIComponent(page)).then(function (answer) {
      // Another server has taken the place of the one this page came from: its pages know its token.
      if (answer.status === 403) reload();
      else return answer.json().then(take);
    }).catch(function () { /* the server is down */ })
      .finally(function () {
        isAsking = false;
        if (askAgain) ask();
      });
  }

  findPlace();
  ask();
  addEventListener("pageshow", function (event) { if (event.persisted) ask(); });
  if (!navigator.locks || !window.BroadcastChannel) {
    setInterval(ask, 1000);
    return;
  }
  var channel = new BroadcastChannel("cjmgen");
  channel.addEventListener("message", ask);
  navigator.locks.request("cjmgen-listener", function () {
    return new Promise(function () {
      var stream = new EventSource("/-/events?token=" + token + "&since=" + number);
      stream.addEventListener("error", function () {
        if (stream.readyState === EventSource.CLOSED) ask();
      });
      stream.addEventListener("message", function (event) {
        channel.postMessage(event.data);
        ask();
      });
    });
  });
})();
