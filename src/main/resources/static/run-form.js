import {choice, field, h} from "./dom.js";
import {network} from "./network.js";
import {at, put} from "./pointer.js";

export const OPTIMIZERS = ["adam", "adamw", "sgd", "momentum", "nesterov", "rmsprop", "adagrad", "adadelta", "gd"];
const LOSSES = [["", "as the target needs"], "mse", "mae", "sse", "crossEntropy", "binaryCrossEntropy", "huber", "hinge"];

/** The fields of a run request. What it has no field for stays as it is. */
export class RunForm {

  #datasets;
  #changed;
  #request = null;
  element = h("form", {onsubmit: event => event.preventDefault()});

  /** @param changed is told that the request is another one now */
  constructor(datasets, changed) {
    this.#datasets = datasets;
    this.#changed = changed;
  }

  /** Whoever was in a field is in it again afterwards. @param request changed in place from now on */
  show(request) {
    this.#request = request;
    const place = this.element.contains(document.activeElement) && document.activeElement;
    const again = place && (place.getAttribute("aria-label") ? `[aria-label="${place.getAttribute("aria-label")}"]`
      : `[data-pointer="${place.closest("[data-pointer]")?.dataset.pointer}"] :is(input, select)`);
    this.element.replaceChildren(...this.#fields());
    again && (this.element.querySelector(again) ?? this.element.querySelector(".network button:not(:disabled)"))?.focus();
  }

  get #dataset() {
    return this.#datasets.find(one => one.id === this.#request.dataset || one.name === this.#request.dataset);
  }

  #fields() {
    const columns = this.#dataset?.columns.map(column => column.name) ?? [];
    return [
      h("div", {class: "row"}, this.#input("Name", "/name", "text", {placeholder: "the dataset's"}),
        this.#select("Dataset", "/dataset", [["", "choose"], ...this.#datasets.map(one => [one.id, one.name])], this.#dataset?.id ?? "", id => this.#choose(id)),
        this.#select("Target", "/target", [["", "choose"], ...columns], [this.#request.target ?? ""].flat()[0], target => this.#aim(target))),
      this.#features(columns), this.#model(),
      h("div", {class: "row"}, this.#select("Optimizer", "/optimizer/type", OPTIMIZERS, this.#request.optimizer?.type ?? "adam", type => { this.#request.optimizer = {type, learningRate: this.#request.optimizer?.learningRate ?? 0.001}; }),
        this.#input("Learning rate", "/optimizer/learningRate", "number"),
        this.#select("Loss", "/loss/type", LOSSES, this.#request.loss?.type ?? "", type => { type ? this.#request.loss = {type} : delete this.#request.loss; })),
      h("div", {class: "row"}, this.#input("Epochs", "/epochs", "number"), this.#input("Batch size", "/batchSize", "number", {placeholder: "32"}),
        this.#input("Share for validation", "/validation/fraction", "number", {placeholder: "0.2"}), this.#input("Seed", "/seed", "number"))];
  }

  #choose(id) {
    this.#request.dataset = id;
    this.#aim(likelyTarget(this.#dataset?.columns ?? []));
  }

  #aim(target) {
    this.#request.target = target;
    delete this.#request.features;
    this.show(this.#request);
  }

  #features(columns) {
    const targets = [this.#request.target].flat();
    const possible = columns.filter(column => !targets.includes(column));
    const chosen = new Set(this.#request.features ?? possible);
    const title = () => `Features: ${this.#request.features ? `${chosen.size} of ${possible.length}` : "every column but the target"}`;
    const summary = h("summary", {}, title());
    return h("details", {"data-pointer": "/features"}, summary, h("div", {class: "wrap"}, possible.map(column =>
      h("label", {}, h("input", {type: "checkbox", checked: chosen.has(column), onchange: event => {
        event.target.checked ? chosen.add(column) : chosen.delete(column);
        chosen.size === possible.length ? delete this.#request.features : this.#request.features = possible.filter(one => chosen.has(one));
        summary.textContent = title();
        this.#changed();
      }}), " ", column))));
  }

  #model() {
    const {model} = this.#request;
    const kind = typeof model === "string" ? "stored" : model?.formula !== undefined ? "formula" : "network";
    const kinds = [["network", "Network of layers"], ["formula", "Formula"], ...(kind === "stored" ? [["stored", "Stored model"]] : [])];
    return h("fieldset", {}, this.#select("Model", null, kinds, kind, wanted => {
      this.#request.model = wanted === "formula" ? {formula: "a*x + b", parameters: {a: 0, b: 0}} : startNetwork();
      this.show(this.#request);
    }), kind === "network" && Array.isArray(model?.layers) ? this.#network(model.layers)
      : kind === "formula" ? h("div", {"data-pointer": "/model"}, this.#input("Formula", "/model/formula", "text"), h("small", {}, "Parameters and where they start stand in the JSON; other names are columns.")) : "");
  }

  #network(layers) {
    return network(layers, others => {
      others && this.show(this.#request);
      this.#changed();
    });
  }

  #input(label, pointer, type, more = {}) {
    const control = h("input", {type, step: "any", value: at(this.#request, pointer) ?? "", ...more, oninput: () => {
      put(this.#request, pointer, control.value === "" ? undefined : type === "number" ? Number(control.value) : control.value);
      this.#changed();
    }});
    return field(label, control, {pointer});
  }

  #select(label, pointer, options, chosen, then) {
    const control = choice({onchange: () => {
      then(control.value);
      this.#changed();
    }}, options, chosen);
    return field(label, control, {pointer});
  }
}

export const startNetwork = () => ({layers: [{type: "dense", units: 16, activation: "relu"}, {type: "dense"}]});

/** The last column is often the target; one that says which rows are for testing is none. */
export function likelyTarget(columns) {
  return columns.findLast(column => !/^(split|fold)$/i.test(column.name))?.name ?? "";
}
