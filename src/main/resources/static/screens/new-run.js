import {action} from "../action.js";
import {get, path, post} from "../api.js";
import {box, complainAtFields} from "../complaints.js";
import {choice, field, h} from "../dom.js";
import {bytes, duration, number} from "../format.js";
import {network} from "../network.js";
import {link} from "../routes.js";

const OPTIMIZERS = ["adam", "adamw", "sgd", "momentum", "nesterov", "rmsprop", "adagrad", "adadelta", "gd"];
const LOSSES = [["", "as the target needs"], "mse", "mae", "sse", "crossEntropy", "binaryCrossEntropy", "huber", "hinge"];
const CHECK_MILLIS = 250;

/** A run put together by clicking or as JSON, each following the other; the service says at once what it thinks of it. */
export default async function newRun(place, {query, signal}) {
  const {data: datasets} = await get("/datasets?limit=500", signal);
  let request = await beginning(query, signal);
  let checking = null;
  const form = h("form", {onsubmit: event => event.preventDefault()}), verdict = h("div", {"aria-live": "polite"});
  const text = h("textarea", {rows: 18, spellcheck: false, oninput: read});
  place.append(h("h1", {}, "New run"), datasets.length ? "" : h("p", {}, "There is no dataset yet: ", h("a", {href: link("datasets")}, "bring or make one"), "."),
    h("div", {class: "halves"}, form, h("div", {}, field("The same as JSON", text), verdict, action("Start", () => ({method: "POST", path: "/runs", body: request}), run => { location.hash = link("runs", run.id); }))));
  draw();
  wrote();
  signal.addEventListener("abort", () => clearTimeout(checking));

  function dataset() {
    return datasets.find(one => one.id === request.dataset || one.name === request.dataset);
  }

  function draw() {
    const columns = dataset()?.columns.map(column => column.name) ?? [];
    form.replaceChildren(
      h("div", {class: "row"}, input("Name", "/name", "text", {placeholder: "the dataset's"}),
        select("Dataset", "/dataset", [["", "choose"], ...datasets.map(one => [one.id, one.name])], dataset()?.id ?? "", chooseDataset),
        select("Target", "/target", [["", "choose"], ...columns], Array.isArray(request.target) ? request.target[0] : request.target ?? "", () => { delete request.features; draw(); })),
      features(columns), model(),
      h("div", {class: "row"}, select("Optimizer", "/optimizer/type", OPTIMIZERS, request.optimizer?.type ?? "adam", type => { request.optimizer = {type, learningRate: request.optimizer?.learningRate ?? 0.001}; }),
        input("Learning rate", "/optimizer/learningRate", "number"), select("Loss", "/loss/type", LOSSES, request.loss?.type ?? "", type => { type ? request.loss = {type} : delete request.loss; })),
      h("div", {class: "row"}, input("Epochs", "/epochs", "number"), input("Batch size", "/batchSize", "number", {placeholder: "32"}), input("Share for validation", "/validation/fraction", "number", {placeholder: "0.2"}), input("Seed", "/seed", "number")));
  }

  function chooseDataset() {
    const columns = dataset()?.columns ?? [];
    request.target = likelyTarget(columns);
    delete request.features;
    draw();
  }

  function features(columns) {
    const targets = [request.target].flat();
    const possible = columns.filter(column => !targets.includes(column));
    const chosen = new Set(request.features ?? possible);
    return h("details", {"data-pointer": "/features"}, h("summary", {}, `Features: ${request.features ? `${chosen.size} of ${possible.length}` : "every column but the target"}`), h("div", {class: "wrap"}, possible.map(column =>
      h("label", {}, h("input", {type: "checkbox", checked: chosen.has(column), onchange: event => {
        event.target.checked ? chosen.add(column) : chosen.delete(column);
        chosen.size === possible.length ? delete request.features : request.features = possible.filter(one => chosen.has(one));
        wrote();
      }}), " ", column))));
  }

  function model() {
    const {model} = request;
    const kind = typeof model === "string" ? "stored" : model?.formula !== undefined ? "formula" : "network";
    const choose = choice({onchange: event => {
      request.model = event.target.value === "formula" ? {formula: "a*x + b", parameters: {a: 0, b: 0}} : {layers: [{type: "dense", units: 16, activation: "relu"}, {type: "dense"}]};
      draw();
      wrote();
    }}, [["network", "Network of layers"], ["formula", "Formula"], ...(kind === "stored" ? [["stored", "Stored model"]] : [])], kind);
    return h("fieldset", {}, field("Model", choose), kind === "network" && Array.isArray(model?.layers) ? network(model.layers, others => {
      others && draw();
      wrote();
    }) : kind === "formula" ? h("div", {"data-pointer": "/model"}, input("Formula", "/model/formula", "text", {}), h("small", {}, "Parameters and where they start stand in the JSON; other names are columns.")) : "");
  }

  function input(label, pointer, type, more = {}) {
    const control = h("input", {type, step: "any", value: at(request, pointer) ?? "", ...more, oninput: () => {
      put(request, pointer, control.value === "" ? undefined : type === "number" ? Number(control.value) : control.value);
      wrote();
    }});
    return field(label, control, {pointer});
  }

  function select(label, pointer, options, chosen, then) {
    const control = choice({onchange: () => {
      then.length === 0 && put(request, pointer, control.value);
      then(control.value);
      wrote();
    }}, options, chosen);
    return field(label, control, {pointer});
  }

  /** The form was changed. */
  function wrote() {
    text.value = JSON.stringify(request, null, 2);
    checkSoon();
  }

  /** The JSON was changed. */
  function read() {
    try {
      request = JSON.parse(text.value);
      draw();
      checkSoon();
    } catch (failure) {
      verdict.replaceChildren(box(`This is not JSON yet: ${failure.message}`));
    }
  }

  function checkSoon() {
    clearTimeout(checking);
    checking = setTimeout(check, CHECK_MILLIS);
  }

  async function check() {
    if (!request.dataset || !request.target && request.task !== "reconstruction") {
      verdict.replaceChildren(h("p", {}, "Choose a dataset and a target."));
      return;
    }
    try {
      const checked = request;
      const said = await post("/runs?validateOnly=true", checked);
      checked === request && say(said);
    } catch (refusal) {
      verdict.replaceChildren(box(refusal.message, refusal.problem?.errors));
    }
  }

  function say({valid, errors, warnings, parameters, memoryBytes, secondsPerEpoch}) {
    const left = complainAtFields(form, errors);
    verdict.replaceChildren(valid ? h("p", {class: "verdict"}, `✓ ${number(parameters)} parameters, ${bytes(memoryBytes)}, ${duration(secondsPerEpoch * (request.epochs ?? 100))} for all epochs or so`)
      : left.length ? box("This cannot be trained yet:", left) : h("p", {class: "complaint"}, `${errors.length} thing${errors.length > 1 ? "s" : ""} to mend.`),
    warnings.length ? h("ul", {}, warnings.map(warning => h("li", {}, warning.detail))) : "");
  }
}

/** What another run was asked for, or something that trains quickly. */
async function beginning(query, signal) {
  if (query.get("from")) {
    return (await get(path("runs", query.get("from")), signal)).requestedSpec;
  }
  const request = {dataset: query.get("dataset") ?? "", target: "", model: {layers: [{type: "dense", units: 16, activation: "relu"}, {type: "dense"}]}, optimizer: {type: "adam", learningRate: 0.01}, epochs: 100, seed: 42};
  if (request.dataset) {
    request.target = likelyTarget((await get(path("datasets", request.dataset), signal)).columns);
  }
  return request;
}

/** The last column is often the target; one that says which rows are for testing is none. */
function likelyTarget(columns) {
  return columns.findLast(column => !/^(split|fold)$/i.test(column.name))?.name ?? "";
}

function at(tree, pointer) {
  return pointer.split("/").slice(1).reduce((node, name) => node?.[name], tree);
}

/** Objects on the way are made; undefined takes the place out again. */
function put(tree, pointer, value) {
  const names = pointer.split("/").slice(1), last = names.pop();
  const parent = names.reduce((node, name) => node[name] = typeof node[name] === "object" && node[name] || {}, tree);
  value === undefined ? delete parent[last] : parent[last] = value;
  if (names.length === 1 && !Object.keys(parent).length) {
    delete tree[names[0]];
  }
}
