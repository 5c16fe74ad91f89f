import {h, svg} from "./dom.js";
import {number} from "./format.js";

const BINS = 16, BAR = 8, HEIGHT = 32;
const SHOWN = 6;

/** Bars of a histogram. @param counts of bins of equal width between low and high */
export function histogram(name, {low, high, counts}) {
  const most = Math.max(...counts, 1);
  return h("div", {class: "distribution"}, svg("svg", {class: "histogram", viewBox: `0 0 ${counts.length * BAR} ${HEIGHT}`, role: "img",
    "aria-label": `Histogram of ${name}, from ${number(low)} to ${number(high)}: ${counts.join(", ")}`},
  ...counts.map((count, i) => svg("rect", {x: i * BAR, width: BAR - 1, y: HEIGHT - HEIGHT * count / most, height: HEIGHT * count / most}))),
  h("small", {class: "ends", "aria-hidden": "true"}, h("span", {}, number(low)), h("span", {}, number(high))));
}

/** The histogram of numbers that are here; missing ones are null. */
export function histogramOf(name, values) {
  const there = values.filter(value => value !== null);
  if (!there.length) {
    return "";
  }
  const low = Math.min(...there), high = Math.max(...there);
  const counts = new Array(BINS).fill(0);
  there.forEach(value => counts[high > low ? Math.min(BINS - 1, Math.floor((value - low) / (high - low) * BINS)) : 0]++);
  return histogram(name, {low, high, counts});
}

/** The most frequent categories. @param distinct how many there are in all */
export function commonest(categories, distinct) {
  const shown = [...categories].sort((a, b) => b.count - a.count).slice(0, SHOWN);
  return h("span", {}, shown.map(({value, count}) => h("span", {class: "label", title: `${value}: ${number(count)}`}, `${value}: ${number(count)}`)),
    distinct > shown.length ? `and ${number(distinct - shown.length)} more` : "");
}
