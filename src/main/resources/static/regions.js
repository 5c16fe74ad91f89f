import {DARK, colour, rgb} from "./colours.js";
import {h} from "./dom.js";
import {border, grid, roomiest, shade} from "./grid.js";
import {legend, mark} from "./markers.js";
import {Plane, range} from "./plane.js";

/** Whose names stand in their regions; more would hide what they name. */
const NAMED = 6;

/** What a classifier of two numbers says of every point of their plane: a colour for each class, paler where it is less sure. */
export function regions([x, y], target, points, signal) {
  let said = null;
  const plane = new Plane(range(x), range(y), paint, signal), key = h("div");
  DARK.addEventListener("change", () => said && key.replaceChildren(legend(said.classes)), {signal});
  return {element: h("div", {}, plane.element, key), title: "Decision surface", rows: () => grid(plane), read, show, describe: text => plane.describe(text)};

  function read(predictions) {
    const classes = Object.keys(predictions[0].probabilities);
    return {classes, shares: predictions.map(({probabilities}) => Float32Array.from(classes, name => probabilities[name] ?? 0)), kinds: Uint8Array.from(predictions, ({label}) => classes.indexOf(label))};
  }

  function show(read) {
    said ?? key.replaceChildren(legend(read.classes));
    said = read;
    plane.draw();
    const part = i => Math.round(100 * said.kinds.filter(kind => kind === i).length / said.kinds.length);
    return `Of the plane of ${x.name} and ${y.name}, ${said.classes.map((name, i) => `${part(i)} % is ${name}`).join(", ")}.`;
  }

  function paint(ctx) {
    if (said) {
      const hues = said.classes.map((_, i) => rgb(i));
      shade(ctx, plane, k => [...[0, 1, 2].map(c => said.shares[k].reduce((sum, share, i) => sum + share * hues[i][c], 0)), 40 + 110 * Math.max(...said.shares[k])]);
      borders(ctx);
    }
    ctx.lineWidth = 1;
    ctx.strokeStyle = DARK.matches ? "#000" : "#fff";
    const classes = said?.classes ?? [...new Set(points.map(point => String(point[target])))].sort();
    points.forEach(point => mark(ctx, plane.x(point[x.name]), plane.y(point[y.name]), classes.indexOf(String(point[target]))));
    said?.classes.slice(0, NAMED).forEach((name, i) => write(ctx, name, i));
  }

  /** Where a class is as likely as the likeliest other. */
  function borders(ctx) {
    ctx.strokeStyle = DARK.matches ? "#fff" : "#222";
    ctx.lineWidth = 1.5;
    said.classes.slice(1).forEach((_, i) => border(ctx, plane, k => said.shares[k][i + 1] - Math.max(...said.shares[k].filter((_, j) => j !== i + 1))));
  }

  function write(ctx, name, i) {
    const place = roomiest(said.kinds, i, plane);
    if (place) {
      Object.assign(ctx, {font: "bold 13px system-ui", textAlign: "center", lineWidth: 4, lineJoin: "round", strokeStyle: DARK.matches ? "#111c" : "#fffc", fillStyle: DARK.matches ? "#fff" : "#111"});
      ctx.strokeText(name, place[0], place[1] + 4);
      ctx.fillText(name, place[0], place[1] + 4);
      ctx.fillStyle = colour(i);
    }
  }
}
