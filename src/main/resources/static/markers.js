import {colour} from "./colours.js";
import {h, svg} from "./dom.js";

/** A shape for each class, around 0,0: whoever sees no colours tells them apart by these. */
const SHAPES = ["M4 0A4 4 0 1 1 -4 0A4 4 0 1 1 4 0Z", "M-3.5 -3.5H3.5V3.5H-3.5Z", "M0 -4.5L4.5 3.5H-4.5Z", "M0 -5L5 0L0 5L-5 0Z",
  "M-4 -2L-2 -4L0 -2L2 -4L4 -2L2 0L4 2L2 4L0 2L-2 4L-4 2L-2 0Z", "M-1.4 -4.5H1.4V-1.4H4.5V1.4H1.4V4.5H-1.4V1.4H-4.5V-1.4H-1.4Z"];
const PATHS = SHAPES.map(shape => new Path2D(shape));

/** Draws a point of class i. */
export function mark(ctx, x, y, i, fill = colour(i)) {
  ctx.save();
  ctx.translate(x, y);
  ctx.fillStyle = fill;
  ctx.fill(PATHS[i % PATHS.length]);
  ctx.stroke(PATHS[i % PATHS.length]);
  ctx.restore();
}

/** What each shape stands for. */
export function legend(names) {
  return h("ul", {class: "legend"}, names.map((name, i) => h("li", {}, svg("svg", {viewBox: "-6 -6 12 12", width: 16, height: 16, "aria-hidden": true},
    svg("path", {d: SHAPES[i % SHAPES.length], fill: colour(i), class: "marker"})), ` ${name}`)));
}
