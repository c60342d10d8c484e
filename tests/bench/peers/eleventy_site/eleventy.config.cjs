// Data files in YAML, Nunjucks templates, and what the templates cannot do: means, curves, who uses what.
const yaml = require("js-yaml");
const markdown = require("markdown-it")();

const stepsOf = (journey) => journey.stages.flatMap((stage) => stage.steps);
const signed = (emotion) => (emotion < 0 ? "" : "+") + emotion.toFixed(1);
const listOf = (data) => Object.keys(data).sort().map((id) => data[id]);

function curve(journey, width) {
  const steps = stepsOf(journey);
  const lines = journey.personas.map((persona, n) => {
    const at = steps.map((step, i) => [width * (i + 1), 80 - 36 * step.emotion[persona]]);
    const line = `<polyline class="line p${n}" points="${at.map(([x, y]) => `${x},${y}`).join(" ")}"/>\n`;
    if (width <= 20) return line;
    const dots = at.map(([x, y], i) => {
      const title = markdown.utils.escapeHtml(`${steps[i].name}: ${signed(steps[i].emotion[persona])}`);
      return `<circle class="dot p${n}" cx="${x}" cy="${y}" r="4"><title>${title}</title></circle>\n`;
    });
    return line + dots.join("");
  });
  const zero = `<line class="zero" x1="0" y1="80" x2="${31 * width}" y2="80"/>`;
  return `<svg class="curve" viewBox="0 0 ${31 * width} 160" role="img" aria-label="Emotion">\n${zero}\n${lines.join("")}</svg>`;
}

function usesOf(journeys) {
  const uses = {};
  const add = (key, use) => (uses[key] ??= []).push(use);
  for (const journey of listOf(journeys)) {
    for (const persona of journey.personas) add(`personas/${persona}`, journey);
    for (const step of stepsOf(journey)) {
      for (const kind of ["touchpoint", "channel", "device"]) add(`${kind}s/${step[kind]}`, { journey, step });
    }
  }
  return uses;
}

module.exports = function (config) {
  config.addDataExtension("yaml", (text) => yaml.load(text));
  config.addFilter("markdown", (text) => markdown.render(text));
  config.addFilter("inline", (text) => markdown.renderInline(text));
  config.addFilter("signed", signed);
  config.addFilter("steps", stepsOf);
  config.addFilter("listed", listOf);
  config.addFilter("curve", curve);
  config.addFilter("mean", (journey) => {
    const all = stepsOf(journey).flatMap((step) => Object.values(step.emotion));
    return signed(all.reduce((sum, emotion) => sum + emotion, 0) / all.length);
  });
  let known = null, uses = {};
  config.addFilter("uses", (journeys, key) => {
    if (known !== journeys) [known, uses] = [journeys, usesOf(journeys)];
    return uses[key] ?? [];
  });
  return { dir: { input: "pages", includes: "../_includes", data: "../_data", output: "public" } };
};
