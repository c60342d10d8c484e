// Each thing that takes the focus takes it in turn; what shows too little of it, or is hidden while it has it, is told.
// A part of a picture may show it on its shapes or words.
() => {
  const told = (element) => `${element.tagName} "${element.textContent.trim().replace(/\s+/g, " ").slice(0, 40)}"`;
  const isOutlined = (element) => {
    const {outlineStyle, outlineWidth} = getComputedStyle(element);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  };
  const isDrawn = (element) => element instanceof SVGElement
    && [...element.querySelectorAll("path, polygon, ellipse, rect, circle")].some((shape) => parseFloat(getComputedStyle(shape).strokeWidth) >= 3)
    || element instanceof SVGElement && [...element.querySelectorAll("text")].every((words) => /underline/.test(getComputedStyle(words).textDecorationLine));
  const faults = [];
  for (const element of document.querySelectorAll("a[href], button, summary, input, [tabindex]")) {
    if (element.tabIndex < 0 || !element.checkVisibility({checkVisibilityCSS: true})) continue;
    element.focus();
    if (document.activeElement !== element) { faults.push(`does not take the focus: ${told(element)}`); continue; }
    const partner = element.id && element.matches(".visually-hidden") ? document.querySelectorAll(`label[for="${element.id}"]`) : [];
    if (![element, ...partner].some((one) => isOutlined(one) || isDrawn(one))) faults.push(`shows no focus: ${told(element)}`);
    if (partner.length) continue;
    const isHit = [...element.getClientRects()].some((box) => {
      const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
      const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
      for (const across of [0.5, 0.1, 0.9]) {
        const hit = document.elementFromPoint(left + (right - left) * across, (top + bottom) / 2);
        if (hit && (element.contains(hit) || hit.contains(element) && !/sticky|fixed/.test(getComputedStyle(hit).position))) return true;
      }
      return false;
    });
    if (!isHit) faults.push(`is hidden while it has the focus: ${told(element)}`);
  }
  return faults;
}
