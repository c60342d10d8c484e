// Search: in a dialog on every page, in the page itself on the search page. Nothing of the index is loaded before somebody asks.
(function () {
  "use strict";
  const panel = document.querySelector(".search[data-index]");
  const opener = document.querySelector(".bar__search");
  const box = document.querySelector("dialog.search-box"); // not on the search page
  if (!panel || (box && !box.showModal)) return;
  const input = panel.querySelector("input");
  const status = panel.querySelector("[role=status]");
  const results = panel.querySelector(".search__results");
  const all = box && box.querySelector(".search-box__page");
  const allWords = all && all.textContent;
  const few = box ? 3 : 20;

  // Files of the index register themselves: scripts may be loaded from disk, where nothing else may.
  const arrived = new Map(), asked = new Map();
  window.cjmSearch = (name, value) => { arrived.set(name, value); };
  function load(name) {
    if (!asked.has(name)) {
      asked.set(name, new Promise((go, stop) => {
        const script = document.createElement("script");
        const failed = () => { asked.delete(name); stop(new Error(name)); };
        script.src = panel.dataset.index + name + ".js";
        script.onload = () => (arrived.has(name) ? go(arrived.get(name)) : failed());
        script.onerror = failed;
        document.head.append(script);
      }));
    }
    return asked.get(name);
  }

  // The same folding and cutting as cjmgen/analysis/search.py does.
  const LETTERS = {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "þ": "th", "ς": "σ"};
  const UNSPACED = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const TERM = new RegExp("[" + UNSPACED + "]+|(?:(?![" + UNSPACED + "])[\\p{L}\\p{N}])+", "gu");
  const IS_UNSPACED = new RegExp("^[" + UNSPACED + "]", "u");
  const IN_WORD = new RegExp("(?![" + UNSPACED + "])[\\p{L}\\p{N}]$", "u");
  const fold = (character) => character.normalize("NFKD").toLowerCase().replace(/\p{Mn}/gu, "").replace(/[łđðøæœßıþς]/g, (c) => LETTERS[c]);

  function termsOf(words) {
    const found = new Set();
    for (const run of Array.from(words, fold).join("").match(TERM) || []) {
      const letters = Array.from(run);
      if (!IS_UNSPACED.test(run)) found.add(letters.slice(0, 40).join(""));
      else if (letters.length < 2) found.add(run);
      else for (let i = 0; i < letters.length - 1; i++) found.add(letters[i] + letters[i + 1]);
    }
    return [...found].slice(0, 24);
  }

  function shardOf(term, shards) {
    let number = 0;
    for (const letter of Array.from(term).slice(0, IS_UNSPACED.test(term) ? 1 : 2)) number = (number * 31 + letter.codePointAt(0)) % 65536;
    return number % shards;
  }

  // Entry -> worth, for one term: a name is worth more than a text, a whole word more than a beginning.
  async function entriesWith(term, shards) {
    const lines = await load("w" + shardOf(term, shards));
    const worth = new Map();
    const note = (line, value) => {
      if (!line) return;
      let number = 0;
      for (const distance of line.split(",")) {
        number += parseInt(distance, 36);
        if ((worth.get(number) || 0) < value) worth.set(number, value);
      }
    };
    const isLetter = term.length === 1 && !IS_UNSPACED.test(term);
    for (const key of isLetter ? [term] : Object.keys(lines)) {
      if (!key.startsWith(term) || !Object.hasOwn(lines, key)) continue;
      const [names, texts] = lines[key].split("/");
      note(texts, key === term ? 3 : 1);
      note(names, key === term ? 10 : 6);
    }
    return worth;
  }

  // Kinds with their entries, the best first; entries have every term.
  async function find(terms, head) {
    const each = await Promise.all(terms.map((term) => entriesWith(term, head.shards)));
    each.sort((a, b) => a.size - b.size);
    const hits = [];
    for (const number of each[0].keys()) {
      let worth = 0;
      for (const one of each) {
        if (!one.has(number)) { worth = 0; break; }
        worth += one.get(number);
      }
      if (worth) hits.push([worth, number]);
    }
    hits.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
    let first = 0;
    const groups = head.kinds.map(([kind, label, count]) => {
      const from = first;
      first += count;
      return {kind, label, hits: hits.filter((hit) => hit[1] >= from && hit[1] < from + count)};
    }).filter((group) => group.hits.length);
    groups.sort((a, b) => b.hits[0][0] - a.hits[0][0]);
    return {total: hits.length, groups};
  }

  // Where the terms are in a text, as places in the text as it is written.
  function spansOf(text, terms) {
    let plain = "", place = 0;
    const starts = [], ends = [], spans = [], met = new Set();
    for (const character of text) {
      const letters = fold(character);
      for (let i = 0; i < letters.length; i++) { starts.push(place); ends.push(place + character.length); }
      plain += letters;
      place += character.length;
    }
    for (const term of terms) {
      const anywhere = IS_UNSPACED.test(term);
      for (let at = plain.indexOf(term); at >= 0; at = plain.indexOf(term, at + 1)) {
        if (!anywhere && IN_WORD.test(plain.slice(Math.max(0, at - 2), at))) continue;
        spans.push([starts[at], ends[at + term.length - 1]]);
        met.add(term);
      }
    }
    spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const joined = [];
    for (const span of spans) {
      const last = joined[joined.length - 1];
      if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
      else joined.push(span);
    }
    return {joined, met: met.size};
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  // A text, or a text with its language, with the terms marked; long ones from a little before the first.
  function marked(said, terms, className, longest) {
    const [text, lang] = Array.isArray(said) ? said : [said];
    const made = element("span", className);
    if (lang) made.lang = lang;
    const spans = spansOf(text, terms).joined;
    let from = 0, to = text.length;
    if (longest && to > longest) {
      from = spans.length ? Math.max(0, Math.min(spans[0][0] - longest / 3, to - longest)) : 0;
      if (from) from = text.indexOf(" ", from) + 1 || from;
      if (spans.length && from > spans[0][0]) from = spans[0][0];
      to = Math.min(to, Math.floor(from) + longest);
    }
    let at = from = Math.floor(from);
    if (from) made.append("… ");
    for (const [start, end] of spans) {
      if (start < from || end > to) continue;
      made.append(text.slice(at, start), element("mark", "", text.slice(start, end)));
      at = end;
    }
    made.append(text.slice(at, to), to < text.length ? " …" : "");
    return made;
  }

  function hit(entry, terms) {
    const [address, name, within, texts] = entry;
    const link = element("a", "search__hit");
    link.href = panel.dataset.root + address;
    link.append(marked(name, terms, "search__name"));
    if (within.length) link.append(" ", marked(within, [], "search__within"));
    let best = texts[0], most = 0;
    for (const text of texts) {
      const {met} = spansOf(Array.isArray(text) ? text[0] : text, terms);
      if (met > most) { best = text; most = met; }
    }
    if (best) link.append(marked(best, terms, "search__text", 160));
    return link;
  }

  let turn = 0;
  async function search(limits) {
    const mine = ++turn, words = input.value.trim(), terms = termsOf(words);
    if (all) {
      all.search = words ? "?q=" + encodeURIComponent(words) : "";
      all.textContent = allWords;
    } else {
      try { history.replaceState(null, "", words ? "?q=" + encodeURIComponent(words) : location.pathname); } catch (error) { /* not from everywhere */ }
    }
    if (!terms.length) {
      results.replaceChildren();
      status.textContent = "";
      return;
    }
    if (!arrived.has("head")) status.textContent = panel.dataset.wait;
    try {
      const head = await load("head");
      const found = await find(terms, head);
      const shown = found.groups.map((group) => group.hits.slice(0, limits[group.kind] || few).map((one) => one[1]));
      const chunks = [...new Set(shown.flat().map((number) => Math.floor(number / head.chunk)))];
      await Promise.all(chunks.map((number) => load("e" + number)));
      if (mine !== turn) return;
      const parts = found.groups.map((group, i) => {
        const part = element("section", "search__group"), title = element("h2", "search__kind", group.label);
        const list = element("ol", "search__list");
        title.append(" ", element("span", "search__count", String(group.hits.length)));
        for (const number of shown[i]) {
          const item = element("li", "");
          item.append(hit(arrived.get("e" + Math.floor(number / head.chunk))[number % head.chunk], terms));
          list.append(item);
        }
        part.append(title, list);
        if (!box && shown[i].length < group.hits.length) {
          const more = element("button", "button search__more", head.words.more);
          more.type = "button";
          more.setAttribute("aria-label", head.words.more + ": " + group.label);
          more.addEventListener("click", async () => {
            await search({...limits, [group.kind]: shown[i].length + 40});
            const next = results.querySelectorAll(".search__list")[i].children[shown[i].length];
            if (next) next.firstChild.focus();
          });
          part.append(more);
        }
        return part;
      });
      results.replaceChildren(...parts);
      results.scrollTop = 0;
      const isShort = words.length === 1 && !IS_UNSPACED.test(words) && !found.total;
      status.textContent = found.total ? head.words.some.replace("{n}", String(found.total)) : head.words[isShort ? "short" : "none"];
      if (all && found.total > shown.flat().length) all.textContent = head.words.all;
    } catch (error) {
      if (mine !== turn) return;
      results.replaceChildren();
      status.textContent = panel.dataset.failed;
    }
  }

  function open() {
    if (box && !box.open) {
      box.showModal();
      load("head").catch(() => {});
    }
    input.focus();
    input.select();
  }

  panel.hidden = false;
  input.addEventListener("input", () => search({}));
  if (opener) {
    const key = opener.querySelector("kbd");
    if (key) key.hidden = false;
    opener.setAttribute("aria-keyshortcuts", "/ Control+K");
    opener.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return; // the search page in a new tab
      event.preventDefault();
      open();
    });
  }
  addEventListener("keydown", (event) => {
    const isK = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
    const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest("input, textarea, select, [contenteditable]");
    if (!isK && !isSlash) return;
    event.preventDefault();
    open();
  });
  panel.addEventListener("keydown", (event) => {
    const stops = [input, ...results.querySelectorAll("a")], at = stops.indexOf(document.activeElement);
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (event.isComposing) return; // Enter and arrows choose characters
    if (event.key === "Escape" && box) {
      event.preventDefault();
      box.close();
    } else if (step && at >= 0) {
      event.preventDefault();
      stops[(at + step + stops.length) % stops.length].focus();
    } else if (event.key === "Enter" && at === 0 && stops.length > 1) {
      event.preventDefault();
      stops[1].click();
    } else if (at > 0 && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
      input.focus(); // the letter goes there
    }
  });
  if (box) {
    box.addEventListener("click", (event) => {
      if (event.target === box || event.target.closest("a, .search-box__close")) box.close();
    });
  } else {
    input.value = new URLSearchParams(location.search).get("q") || "";
    if (input.value) search({});
  }
})();
