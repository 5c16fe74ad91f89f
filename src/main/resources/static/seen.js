import {call, get, path} from "./api.js";
import {h} from "./dom.js";
import {extent, glimpse} from "./glimpse.js";
import {number} from "./format.js";
import {sample} from "./sample.js";

const MOST_FILTERS = 64, MOST_BYTES = 8 << 20, MOST_CLASSES = 30, MOST_BEHIND = 24, MOST_STEPS = 200;

/** Whether the rows of a run have a shape, so that they can be looked at. */
export function isSeen({model}) {
  return (model.inputShape?.length ?? 0) > 1;
}

/** What a run makes of pictures, signals and sequences: filters of its first layer, which rows it takes for which, its forecast beside the truth. */
export async function seen(run, checkpoints, signal) {
  const {features, target, task, model: {layers}} = run.effectiveSpec;
  const best = checkpoints.some(({kind}) => kind === "BEST") ? "best" : "latest";
  const parts = [];
  if (["conv1d", "conv2d"].includes(layers[0].type) && checkpoints.at(-1).bytes < MOST_BYTES) {
    parts.push(filters(layers[0], await get(`${path("runs", run.id)}/checkpoints/${best}/weights`, signal)));
  }
  const dataset = await get(path("datasets", run.dataset), signal), name = [target].flat()[0];
  const rows = (await sample(dataset, signal)).filter(row => row[name] !== null);
  const {predictions} = await call("POST", path("runs", run.id, "predictions"), {rows: rows.map(row => Object.fromEntries(features.map(feature => [feature, row[feature]]))), checkpoint: best}, signal);
  parts.push(task === "classification" ? confusions(run, rows, predictions) : forecast(rows.map(row => row[name]), predictions.map(({values}) => values[name]), name));
  return h("section", {class: "seen"}, parts);
}

function filters({name, type}, weights) {
  const kernels = weights[`${name}.weight`], range = extent(kernels.flat(Infinity));
  return h("div", {}, h("h2", {}, `Filters of ${name}`), h("div", {class: "glimpses"}, kernels.slice(0, MOST_FILTERS).map((kernel, i) => type === "conv2d"
    ? glimpse(kernel.flat(Infinity), [kernel.length, kernel[0].length, kernel[0][0].length], `filter ${i + 1}`, range) : glimpse(kernel.flat(), [kernel.length, kernel[0].length], `filter ${i + 1}`, range))));
}

/** A click on a cell shows the rows behind it. */
function confusions({effectiveSpec: {features, target, model: {inputShape}}}, rows, predictions) {
  const name = [target].flat()[0], labels = Object.keys(predictions[0].probabilities);
  if (labels.length > MOST_CLASSES) {
    return h("p", {}, `${labels.length} classes are too many for a table.`);
  }
  const behind = h("div", {class: "glimpses", "aria-live": "polite"});
  const cells = labels.map(actual => labels.map(said => rows.map((row, i) => [row, predictions[i]]).filter(([row, {label}]) => String(row[name]) === actual && label === said)));
  const range = extent(rows.flatMap(row => features.map(feature => row[feature])));
  const show = (found, actual, said) => behind.replaceChildren(h("p", {}, `${actual} taken for ${said}: ${number(found.length)} of the rows that were looked at`), ...found.slice(0, MOST_BEHIND).map(([row, {probabilities}]) =>
    glimpse(features.map(feature => row[feature]), inputShape, `${(100 * probabilities[said]).toFixed(0)} % ${said}`, range)));
  const cell = (found, actual, said) => h("td", {}, found.length ? h("button", {type: "button", class: actual === said ? "plain" : "plain wrong", onclick: () => show(found, actual, said),
    "aria-label": `${actual} taken for ${said}: ${found.length}`}, number(found.length)) : "");
  return h("div", {}, h("h2", {}, "What is taken for what"), h("p", {}, "Rows are what they are, columns what the run says. A number shows the rows behind it."),
    h("div", {class: "overflow-auto", role: "region", tabindex: 0, "aria-label": "Confusions"}, h("table", {class: "confusions"}, h("thead", {}, h("tr", {}, h("th", {scope: "col"}, "is"), labels.map(label => h("th", {scope: "col"}, label)))),
      h("tbody", {}, labels.map((actual, r) => h("tr", {}, h("th", {scope: "row"}, actual), labels.map((said, c) => cell(cells[r][c], actual, said))))))), behind);
}

/** The truth and what was foretold as two lines over one another, in the order of the rows. */
function forecast(truth, told, name) {
  const some = Math.min(truth.length, MOST_STEPS), both = [...truth.slice(0, some), ...told.slice(0, some)];
  const error = Math.sqrt(truth.reduce((sum, value, i) => sum + (value - told[i]) ** 2, 0) / truth.length);
  return h("div", {class: "forecast"}, h("h2", {}, "Forecast and truth"), glimpse(both, [2, some], `${name}: the truth, and paler the forecast, of ${some} rows; RMSE ${number(error)}`, extent(both), [Math.min(640, innerWidth - 60), 220]));
}
