import {h, svg} from "./dom.js";
import {number} from "./format.js";

const WIDTH = 900, HEIGHT = 260, TOP = 34, BOTTOM = 236, SIDE = 90;

/** Parallel coordinates: an axis for each setting and one for the outcome, a line for each trial, the best ones strongest. @param chosen is told the run of a line that is clicked */
export function parallel(entries, pointers, metric, chosen) {
  const ranked = entries.filter(entry => entry.value !== null);
  if (ranked.length < 2 || !pointers.length) {
    return "";
  }
  const axes = [...pointers.map(pointer => axis(pointer, ranked.map(entry => entry.parameters[pointer]))), axis(metric, ranked.map(entry => entry.value))];
  const x = i => SIDE + i * (WIDTH - 2 * SIDE) / (axes.length - 1);
  const lines = ranked.map((entry, rank) => svg("polyline", {class: "trial", "data-run": entry.run, opacity: 0.15 + 0.85 * (1 - rank / ranked.length) ** 2, "stroke-width": rank ? 1.5 : 3, onclick: () => chosen(entry.run),
    points: axes.map((one, i) => `${x(i)},${one.at(i < pointers.length ? entry.parameters[pointers[i]] : entry.value)}`).join(" ")},
  svg("title", {}, `Rank ${entry.rank}: ${number(entry.value)}`)));
  const scales = axes.flatMap((one, i) => [svg("line", {class: "axis", x1: x(i), x2: x(i), y1: TOP, y2: BOTTOM}),
    label(x(i), 14, one.name.split("/").slice(-2).join("/")), label(x(i), 29, one.high), label(x(i), 252, one.low)]);
  return h("figure", {class: "overflow-auto", tabindex: 0}, svg("svg", {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `Settings of ${ranked.length} trials and their ${metric}: the figures are in the table`, class: "parallel"},
    ...lines.reverse(), ...scales), h("figcaption", {}, "Each line is a trial; the strongest is the best. A row of the table shows its line."));
}

/** Brings the line of one run to the front; none for null. */
export function show(figure, run) {
  figure.querySelectorAll(".trial.shown").forEach(line => line.classList.remove("shown"));
  const line = run && figure.querySelector(`.trial[data-run="${CSS.escape(run)}"]`);
  if (line) {
    line.classList.add("shown");
    line.parentNode.append(line);
  }
}

function label(x, y, text) {
  return svg("text", {x, y, "text-anchor": "middle"}, text);
}

/** Numbers by size, on a logarithmic scale where they span decades; anything else in order of appearance. */
function axis(name, values) {
  if (!values.every(value => typeof value === "number")) {
    const kinds = [...new Set(values.map(value => JSON.stringify(value ?? null)))];
    return {name, low: kinds[0], high: kinds.at(-1), at: value => place(kinds.indexOf(JSON.stringify(value ?? null)), 0, kinds.length - 1)};
  }
  const low = Math.min(...values), high = Math.max(...values);
  const scale = low > 0 && high / low > 30 ? Math.log : value => value;
  return {name, low: number(low), high: number(high), at: value => place(scale(value), scale(low), scale(high))};
}

function place(value, low, high) {
  return BOTTOM - (high > low ? (value - low) / (high - low) : 0.5) * (BOTTOM - TOP);
}
