import {action} from "./action.js";
import {complain, complainAtFields} from "./complaints.js";
import {choice, field, h} from "./dom.js";
import {number} from "./format.js";
import {leaves} from "./pointer.js";
import {link} from "./routes.js";
import {Searched} from "./searched.js";

const SEARCHES = [["grid", "grid: every combination"], ["random", "random: independent draws"], ["asha", "asha: most draws are stopped early"]];
const METRICS = [["", "what the runs rank by"], "valLoss", "trainLoss", "valAccuracy", "trainAccuracy", "valRmse", "valMae", "valR2"];
const DIRECTIONS = [["", "as the metric is better"], ["minimize", "least"], ["maximize", "most"]];
/** What a trial cannot have of its own, or nobody would search. */
const FIXED = /^\/(dataset|task|features|target|validation|checkpoint|threads|name|labels|priority)(\/|$)|^\/model\/inputShape|^\/model\/layers\/\d+\/(type|name|inputs|bias|weights|initializer)(\/|$)|^\/model\/formula$/;

/** Makes a sweep of a run request: what is searched is chosen among its places, each with values or a range. */
export class SweepForm {

  #runForm;
  #request;
  #places = new Map();
  #searched = new Map();
  #offered = h("div", {class: "chips", role: "group", "aria-label": "Places that can be searched"});
  #rows = h("div", {"data-pointer": "/search/parameters"});
  #type = choice({onchange: () => this.#typed()}, SEARCHES, "grid");
  #trials = counter(20);
  #seed = counter(1);
  #minEpochs = counter(1);
  #name = h("input");
  #metric = choice({}, METRICS, "");
  #direction = choice({}, DIRECTIONS, "");
  #concurrent = h("input", {type: "number", min: 1, placeholder: "all"});
  #count = h("p", {role: "status"});
  #drawn;
  #halved;
  element;

  /** @param runForm shows what is wrong with the run. @param request gives the run request */
  constructor(runForm, request, open) {
    this.#runForm = runForm;
    this.#request = request;
    this.#drawn = h("div", {class: "row", hidden: true}, field("Trials", this.#trials, {pointer: "/search/trials"}), field("Seed of the draws", this.#seed, {pointer: "/search/seed"}));
    this.#halved = field("Epochs to the first decision", this.#minEpochs, {pointer: "/search/minEpochs"});
    this.#drawn.append(this.#halved);
    this.#trials.addEventListener("input", () => this.#tell());
    this.element = h("details", {class: "panel sweep", open}, h("summary", {}, "Make this a sweep"),
      h("div", {class: "row"}, field("Name", this.#name, {pointer: "/name"}), field("Search", this.#type, {pointer: "/search/type"}), field("Objective", this.#metric, {pointer: "/objective/metric"}),
        field("Best is the", this.#direction, {pointer: "/objective/direction"}), field("Trials at a time", this.#concurrent, {pointer: "/maxConcurrent"})),
      this.#drawn, h("p", {}, "Choose what the trials differ in; everything else is as above."), this.#offered, this.#rows, this.#count,
      action("Start the sweep", () => ({method: "POST", path: "/sweeps", body: this.#body()}), sweep => { location.hash = link("sweeps", sweep.id); }, {refused: refusal => this.#refused(refusal)}));
    this.element.addEventListener("input", () => complain(this.element, null));
    this.#typed();
  }

  /** @param spec with the defaults written out; null while something is wrong */
  offer(spec) {
    if (spec === null && this.#places.size) {
      return;
    }
    const before = [...this.#places.keys()].join();
    this.#places = new Map(searchable(spec ?? this.#request(), this.#request()));
    if ([...this.#places.keys()].join() !== before) {
      const focused = this.#offered.contains(document.activeElement) && document.activeElement.dataset.place;
      this.#offered.replaceChildren(...[...this.#places.keys()].map(pointer => this.#chip(pointer)));
      focused && this.#offered.querySelector(`[data-place="${CSS.escape(focused)}"]`)?.focus();
    }
  }

  #chip(pointer) {
    return h("button", {type: "button", class: "outline small chip", "data-place": pointer, "aria-pressed": String(this.#searched.has(pointer)), onclick: () => {
      this.#searched.has(pointer) ? this.#remove(pointer) : this.#add(pointer);
    }}, pointer.slice(1));
  }

  #add(pointer) {
    const row = new Searched(pointer, this.#places.get(pointer), () => this.#tell(), () => this.#remove(pointer));
    row.ranges(this.#type.value !== "grid");
    this.#searched.set(pointer, row);
    this.#rows.append(row.element);
    row.focus();
    this.#tell();
  }

  #remove(pointer) {
    this.#searched.get(pointer).element.remove();
    this.#searched.delete(pointer);
    this.#offered.querySelector(`[data-place="${CSS.escape(pointer)}"]`)?.focus();
    this.#tell();
  }

  #typed() {
    const drawn = this.#type.value !== "grid";
    this.#drawn.hidden = !drawn;
    this.#halved.hidden = this.#type.value !== "asha";
    this.#searched.forEach(row => row.ranges(drawn));
    this.#tell();
  }

  #tell() {
    this.#offered.querySelectorAll("button").forEach(chip => chip.setAttribute("aria-pressed", String(this.#searched.has(chip.dataset.place))));
    const trials = this.#type.value === "grid" ? [...this.#searched.values()].reduce((product, row) => product * row.count, 1) : Number(this.#trials.value);
    this.#count.textContent = this.#searched.size ? `${number(trials)} trial${trials === 1 ? "" : "s"}` : "Nothing is searched yet.";
  }

  #body() {
    const type = this.#type.value, parameters = Object.fromEntries([...this.#searched].map(([pointer, row]) => [pointer, row.space()]));
    const search = {type, parameters, ...(type === "grid" ? {} : {trials: Number(this.#trials.value), seed: Number(this.#seed.value)}), ...(type === "asha" ? {minEpochs: Number(this.#minEpochs.value)} : {})};
    const objective = {...(this.#metric.value && {metric: this.#metric.value}), ...(this.#direction.value && {direction: this.#direction.value})};
    return {...(this.#name.value && {name: this.#name.value}), run: this.#request(), search, ...(Object.keys(objective).length && {objective}), ...(this.#concurrent.value && {maxConcurrent: Number(this.#concurrent.value)})};
  }

  /** What is wrong with the run is told in its form, what is wrong with the sweep here. */
  #refused(refusal) {
    const errors = refusal?.problem?.errors ?? [];
    const ofRun = errors.filter(error => error.pointer?.startsWith("/run/")).map(error => ({...error, pointer: error.pointer.slice("/run".length)}));
    const left = [...complainAtFields(this.#runForm, ofRun).map(error => ({...error, pointer: `/run${error.pointer}`})), ...complainAtFields(this.element, errors.filter(error => !error.pointer?.startsWith("/run/")))];
    if (refusal?.problem) {
      refusal.problem = {...refusal.problem, errors: left};
    }
    return refusal;
  }
}

/** Pointers and what stands there. */
function searchable(spec, request) {
  return leaves(spec).filter(([pointer, value]) => value !== null && !FIXED.test(pointer) && !(pointer.startsWith("/model/") && typeof request.model === "string") && !isOpen(pointer, request));
}

/** Where the target decides, there is nothing to search. */
function isOpen(pointer, {model}) {
  const [, layer] = pointer.match(/^\/model\/layers\/(\d+)\/units$/) ?? [];
  return layer !== undefined && model?.layers?.[layer]?.units === undefined;
}

function counter(value) {
  return h("input", {type: "number", min: 0, value});
}
