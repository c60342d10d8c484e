// What is wrong with how a page is laid out, in words: run inside the page, returns a list of strings.
// Rectangles are cut down to what their scrolling and clipping ancestors show.
() => {
  const faults = [];
  const told = (element) => {
    const name = element.tagName.toLowerCase() + (element.getAttribute("class") ? "." + element.getAttribute("class").trim().split(/\s+/).join(".") : "");
    return `${name} "${element.textContent.trim().replace(/\s+/g, " ").slice(0, 40)}"`;
  };
  const styles = new Map();
  const style = (element) => {
    if (!styles.has(element)) styles.set(element, getComputedStyle(element));
    return styles.get(element);
  };
  // Words for screen readers alone are clipped to nothing; what stands in a closed "details" is not there yet.
  const shown = new Map();
  const isShown = (element) => {
    if (element === document.body) return true;
    if (!shown.has(element)) {
      const isClipped = style(element).clipPath !== "none" && element.getBoundingClientRect().width <= 1;
      const box = element.tagName === "SUMMARY" ? null : element.closest("details:not([open])");
      const isFolded = box && !element.closest("summary");
      shown.set(element, !isClipped && !isFolded && !element.matches(".skip") && isShown(element.parentElement) && style(element).visibility === "visible" && style(element).display !== "none");
    }
    return shown.get(element);
  };
  const scrolls = (element) => /auto|scroll/.test(style(element).overflowX);

  // 1. The page as a whole does not scroll sideways.
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) {
    const wide = [...document.querySelectorAll("body *")].filter((element) => {
      if (!element.checkVisibility() || element.getBoundingClientRect().right <= width + 0.5) return false;
      for (let up = element.parentElement; up; up = up.parentElement) if (style(up).overflowX !== "visible") return false;
      return true;
    });
    faults.push(`the page is ${document.documentElement.scrollWidth} px wide: ${wide.slice(0, 3).map(told).join(" | ")}`);
  }

  // 2. What scrolls sideways by itself can be reached with the keyboard and has a name.
  for (const element of document.querySelectorAll("body *")) {
    if (element.scrollWidth <= element.clientWidth + 1 || !scrolls(element) || !isShown(element)) continue;
    const inNav = element.closest("nav[aria-label]") && element.querySelector("a[href]");
    const isRegion = element.tabIndex === 0 && (element.tagName === "PRE" || (element.getAttribute("role") === "region" && (element.getAttribute("aria-label") || element.getAttribute("aria-labelledby"))));
    if (!inNav && !isRegion) faults.push(`scrolls, but is no named, focusable region: ${told(element)}`);
  }

  // What an element's ancestors let through, and whether one of them cuts off without a way to scroll.
  const windows = new Map();
  const windowOf = (element) => {
    if (!element || element === document.documentElement) return {left: -1e6, right: 1e6, top: -1e6, bottom: 1e6, cut: null};
    if (windows.has(element)) return windows.get(element);
    let found = windowOf(element.parentElement);
    const {overflowX, overflowY} = style(element);
    const isPicture = element instanceof SVGElement && element.tagName !== "svg";
    if (!isPicture && element !== document.body && (overflowX !== "visible" || overflowY !== "visible")) {
      const box = element.getBoundingClientRect();
      found = {
        left: Math.max(found.left, box.left), right: Math.min(found.right, box.right),
        top: Math.max(found.top, box.top), bottom: Math.min(found.bottom, box.bottom),
        cut: /auto|scroll/.test(overflowX + overflowY) ? null : {element, box},
      };
    }
    windows.set(element, found);
    return found;
  };

  // What lies on the page with a ground of its own hides what is below it: a head that stays while its table scrolls.
  const plates = new Map();
  const plateOf = (element) => {
    if (!element || element === document.body) return null;
    if (!plates.has(element)) {
      const {position, backgroundColor} = style(element);
      const isPlate = /sticky|absolute|fixed/.test(position) && !/^rgba\(|transparent/.test(backgroundColor);
      plates.set(element, isPlate ? element : plateOf(element.parentElement));
    }
    return plates.get(element);
  };

  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.data.trim() || /^(TITLE|DESC|SCRIPT|STYLE|title|desc)$/.test(parent.tagName) || !isShown(parent)) continue;
    range.selectNodeContents(node);
    const block = parent.closest("td, th, dd, dt, li, figcaption, p, h1, h2, h3, h4, summary, button");
    const isDrawn = parent instanceof SVGElement;
    for (const rect of range.getClientRects()) {
      if (rect.width < 1 || rect.height < 6) continue; // a sheet of paper shown small is looked at, not read
      const open = windowOf(parent);
      // 3. Text is not cut off where nobody can scroll to it.
      if (open.cut && (rect.right > open.cut.box.right + 1.5 || rect.left < open.cut.box.left - 1.5 || rect.bottom > open.cut.box.bottom + rect.height / 3)) {
        faults.push(`cut off by ${told(open.cut.element).split(" ")[0]}: ${told(parent)}`);
      }
      // 4. Text stays inside the cell, paragraph or list item it belongs to.
      if (block && !isDrawn) {
        const box = block.getBoundingClientRect();
        if (box.width > 0 && (rect.right > box.right + 1.5 || rect.left < box.left - 1.5)) {
          faults.push(`runs out of ${told(block).split(" ")[0]} by ${Math.round(Math.max(rect.right - box.right, box.left - rect.left))} px: ${told(parent)}`);
        }
      }
      // Letters are lower than their line: a quarter off above and below.
      const inset = rect.height * 0.27;
      const line = {
        parent, node,
        left: Math.max(rect.left + 1, open.left), right: Math.min(rect.right - 1, open.right),
        top: Math.max(rect.top + inset, open.top), bottom: Math.min(rect.bottom - inset, open.bottom),
      };
      if (parent.closest("[transform*=rotate]")) continue; // a slanted line is less than its rectangle
      if (line.right > line.left && line.bottom > line.top) lines.push(line);
    }
  }

  // 5. No text stands on other text.
  lines.sort((one, other) => one.top - other.top);
  for (let first = 0; first < lines.length; first += 1) {
    const one = lines[first];
    for (let second = first + 1; second < lines.length && lines[second].top < one.bottom; second += 1) {
      const other = lines[second];
      if (one.node === other.node || plateOf(one.parent) !== plateOf(other.parent)) continue;
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      if (across > 1) faults.push(`stands on other text: ${told(one.parent)} and ${told(other.parent)}`);
    }
  }
  return [...new Set(faults)];
}
