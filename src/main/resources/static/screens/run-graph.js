import {command} from "../action.js";
import {Refusal, call, drawn, get, path} from "../api.js";
import {complain} from "../complaints.js";
import {choice, field, h} from "../dom.js";
import {explanation, isFormula, isTraceable} from "../explained.js";
import {number} from "../format.js";
import {network, operations} from "../graph-boxes.js";
import {drawing} from "../graph-drawing.js";
import {operationTable, traceTables} from "../graph-numbers.js";
import {classes, features, isApproximate, targets} from "../row-numbers.js";
import {link, remember} from "../routes.js";
import {states} from "../states.js";

const START = "start";

/** The computation graph of a run's model: what flows forwards and backwards through it for one row of the data. The address names row and state. */
export default async function runGraph(place, {parts: [id], query, signal}) {
  const at = path("runs", id);
  const [run, checkpoints] = await Promise.all([get(at, signal), get(`${at}/checkpoints`, signal)]);
  const spec = run.effectiveSpec, follows = isTraceable(spec, run.parameters);
  const picture = h("div"), numbers = h("div"), said = h("p");
  place.append(h("hgroup", {}, h("h1", {}, `Computation graph of ${run.name}`), h("p", {}, h("a", {href: link("runs", id)}, "To the run"), ` · ${number(run.parameters)} parameters`)));
  run.model && place.append(stored(run.model));
  if (!follows) {
    const {boxes, arrows} = network(spec, null, run.diagnosis?.layers ?? []);
    place.append(h("p", {}, "Too large, or with layers that mix rows: it is shown layer by layer, without following a single row."), scrolling(drawing(boxes, arrows, `The ${spec.model.layers.length} layers of the network`)), command(() => ({method: "GET", path: at})));
    return;
  }
  const dataset = await get(path("datasets", run.dataset), signal);
  const row = h("input", {type: "number", min: 1, max: dataset.rows, value: query.get("row") ?? 1, onchange: changed});
  const named = choosable(checkpoints);
  const state = choice({onchange: changed}, named, (named.find(([name]) => name === query.get("checkpoint")) ?? named.at(-1))[0]);
  let request = null, asked = 0;
  place.append(h("div", {class: "row"}, field(`Row of the data, 1 to ${number(dataset.rows)}`, row), field("Weights", state)), said, picture, numbers, command(() => request));
  await show();

  function changed() {
    remember({row: row.value, checkpoint: state.value});
    show();
  }

  /** The last question wins, whatever order the answers come in. */
  async function show() {
    const turn = ++asked;
    try {
      complain(place, null);
      const found = await explain();
      turn === asked && draw(found);
    } catch (refusal) {
      signal.aborted || turn !== asked || complain(place, refusal);
    }
  }

  async function explain() {
    if (!(Number.isInteger(Number(row.value)) && row.value >= 1 && row.value <= dataset.rows)) {
      throw new Refusal({detail: `There is no such row: the data has rows 1 to ${number(dataset.rows)}`});
    }
    const {data: [cells]} = await get(`${path("datasets", run.dataset)}/rows?offset=${row.value - 1}&limit=1`, signal);
    const begins = state.value === START;
    const weights = begins ? null : await get(`${at}/checkpoints/${state.value}/weights`, signal);
    const answer = begins ? null : await predict(cells);
    const inputs = features(spec, dataset.columns, cells), labels = classes(spec, dataset.columns, answer);
    const wanted = explanation(spec, weights, inputs, targets(spec, dataset.columns, cells, labels));
    return {wanted, cells, answer, inputs, labels, found: await call(wanted.method, wanted.path, wanted.body, signal)};
  }

  function draw({wanted, cells, answer, inputs, labels, found}) {
    request = wanted;
    const {boxes, arrows} = isFormula(spec) ? operations(found) : network(spec, found, [], {input: Object.keys(inputs), [spec.model.layers?.at(-1).name]: labels ?? spec.target});
    const loss = number(isFormula(spec) ? found.value : found.loss);
    said.textContent = `${spec.features.map(name => `${name} = ${text(cells[name])}`).join(", ")} → ${spec.target.map(name => `${name} = ${text(cells[name])}`).join(", ")}. ${told(answer)}Loss ${loss}.${isApproximate(spec) ? " The inputs are scaled with the statistics of the whole dataset; training used those of its training rows." : ""}`;
    picture.replaceChildren(scrolling(drawing(boxes, arrows, `Computation graph with values and gradients, loss ${loss}: the figures are in the tables`)));
    numbers.replaceChildren(h("details", {}, h("summary", {}, "All numbers"), isFormula(spec) ? operationTable(found) : traceTables(found)));
  }

  async function predict(cells) {
    const {predictions: [first]} = await call("POST", `${at}/predictions`, {rows: [Object.fromEntries(spec.features.map(name => [name, cells[name]]))], checkpoint: state.value}, signal);
    return first;
  }
}

/** The state before training, the best one, and those that are kept; the newest is the last. */
function choosable(checkpoints) {
  const best = checkpoints.some(({kind}) => kind === "BEST") ? [["best", "best"]] : [];
  return [[START, "before training"], ...best, ...states(checkpoints).map(({name, epoch}) => [String(name), name === "latest" ? `latest (in epoch ${epoch + 1})` : `after epoch ${epoch}`])];
}

function told(answer) {
  return answer === null ? "" : `The model says ${answer.label ?? Object.values(answer.values).map(number).join(", ")}. `;
}

const text = cell => typeof cell === "number" ? number(cell) : String(cell ?? "missing");

function scrolling(content) {
  return h("div", {class: "overflow-auto graph-box", tabindex: 0, role: "region", "aria-label": "Computation graph"}, content);
}

/** The service's own drawing of a stored model. */
function stored(model) {
  const image = h("img", {alt: "Layers or operations of the stored model", class: "stored-graph"}), at = `${path("models", model)}/graph`;
  const details = h("details", {ontoggle: async () => { image.src ||= await drawn(at); }}, h("summary", {}, "The stored model as the service draws it"), h("div", {class: "overflow-auto", tabindex: 0, role: "region", "aria-label": "Stored model"}, image));
  return details;
}
