import {DARK, scaled} from "./colours.js";
import {h} from "./dom.js";
import {number} from "./format.js";
import {border, grid, shade} from "./grid.js";
import {mark} from "./markers.js";
import {Plane, range} from "./plane.js";

const LINES = 8;

/** The number that a model of two others gives everywhere in their plane; the points show in the same colours what the data have. */
export function heat([x, y], target, points, signal) {
  let values = null;
  const plane = new Plane(range(x), range(y), paint, signal);
  const share = value => (value - target.min) / (target.max - target.min || 1);
  const css = value => `rgb(${scaled(share(value)).join()})`;
  return {element: h("div", {}, plane.element, bar(target)), title: `Value of ${target.name}`, rows: () => grid(plane), read, show, describe: text => plane.describe(text)};

  function read(predictions) {
    return Float32Array.from(predictions, prediction => prediction.values[target.name]);
  }

  function show(read) {
    values = read;
    plane.draw();
    return `In the plane of ${x.name} and ${y.name}, ${target.name} goes from ${number(Math.min(...values))} to ${number(Math.max(...values))}.`;
  }

  function paint(ctx) {
    if (values) {
      shade(ctx, plane, k => [...scaled(share(values[k])), 255]);
      levels(ctx);
    }
    ctx.lineWidth = 1;
    ctx.strokeStyle = values || DARK.matches ? "#fff" : "#222";
    points.forEach(point => mark(ctx, plane.x(point[x.name]), plane.y(point[y.name]), 0, css(point[target.name])));
  }

  /** Lines of equal height tell it to those who see no colours. */
  function levels(ctx) {
    ctx.strokeStyle = "#fff8";
    ctx.lineWidth = 1;
    for (let i = 1; i < LINES; i++) {
      const level = target.min + i / LINES * (target.max - target.min);
      border(ctx, plane, k => values[k] - level);
    }
  }
}

function bar({name, min, max}) {
  const stops = [0, 0.25, 0.5, 0.75, 1].map(share => `rgb(${scaled(share).join()})`);
  const stripe = h("span", {class: "scale", "aria-hidden": "true"});
  stripe.style.background = `linear-gradient(to right, ${stops.join()})`;
  return h("p", {class: "legend"}, h("span", {}, `${name}: `, number(min)), stripe, h("span", {}, number(max)), h("small", {}, `a line every ${number((max - min) / LINES)}; points are the data`));
}
