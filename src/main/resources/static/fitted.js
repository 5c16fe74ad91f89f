import {DARK, colour} from "./colours.js";
import {h} from "./dom.js";
import {number} from "./format.js";
import {mark} from "./markers.js";
import {Plane, range} from "./plane.js";

const STEPS = 200;

/** The curve that a model of one number draws through the data. */
export function fitted(x, target, points, signal) {
  let values = null;
  const across = range(x);
  const plane = new Plane(across, range(target), paint, signal);
  const at = i => across.min + (across.max - across.min) * i / STEPS;
  return {element: h("div", {}, plane.element, h("p", {class: "legend"}, "The line is the model, the points are the data.")), title: "Fitted curve",
    rows: () => Array.from({length: STEPS + 1}, (_, i) => ({[x.name]: at(i)})), read, show, describe: text => plane.describe(text)};

  function read(predictions) {
    return Float32Array.from(predictions, target.of);
  }

  function show(read) {
    values = read;
    plane.draw();
    return `Over ${x.name} from ${number(at(0))} to ${number(at(STEPS))}, ${target.name} goes from ${number(values[0])} to ${number(values.at(-1))}.`;
  }

  function paint(ctx) {
    ctx.lineWidth = 1;
    ctx.strokeStyle = DARK.matches ? "#000" : "#fff";
    ctx.globalAlpha = 0.75;
    points.forEach(point => mark(ctx, plane.x(point[x.name]), plane.y(target.value(point)), 0));
    ctx.globalAlpha = 1;
    if (values) {
      Object.assign(ctx, {lineWidth: 3, lineJoin: "round", strokeStyle: colour(3)});
      ctx.beginPath();
      values.forEach((value, i) => ctx.lineTo(plane.x(at(i)), plane.y(value)));
      ctx.stroke();
    }
  }
}
