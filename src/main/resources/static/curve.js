import {get} from "./api.js";
import {Chart} from "./chart.js";
import {choice, h} from "./dom.js";
import {number} from "./format.js";
import {remember} from "./routes.js";

/** Points that a curve is asked for: more than a screen has columns. */
const POINTS = 2000;
const MOST_POINTS = 3 * POINTS;
/** Of so few epochs each is drawn. */
const EACH = 4000;
const PAUSE_MILLIS = 150;
const LOSS = "loss";

/** The curve of one run: first what is there already, thinned out by the service, then what comes. */
export class Curve {

  #run;
  #signal;
  #wanted;
  #chart;
  #epochs = [];
  #gaps = false;
  #sampled = false;
  #close = null;
  #looking = null;
  #seen = null;
  #shown = choice({"aria-label": "Figure", class: "figure", onchange: () => this.#choose()}, [[LOSS, "Loss"]], LOSS);
  element;

  /** @param figure that the address names; null for the loss */
  constructor(run, {signal, figure, ...options}) {
    this.#run = run;
    this.#wanted = figure;
    this.#signal = signal;
    this.#chart = new Chart({signal, label: "Loss curve", controls: [this.#shown], zoomed: (from, to) => this.#look(from, to), ...options});
    this.element = this.#chart.element;
  }

  /** Reads the whole curve. @return seq of its last epoch; 0 without one */
  async load() {
    const {data, sampled} = await get(`/runs/${encodeURIComponent(this.#run)}/epochs?maxPoints=${POINTS}`, this.#signal);
    const newer = this.#epochs.filter(epoch => !data.length || epoch.epoch > data.at(-1).epoch);
    this.#epochs = [...data, ...newer];
    this.#gaps = false;
    this.#sampled = sampled;
    this.#draw();
    return data.at(-1)?.seq ?? 0;
  }

  /** An epoch that has just ended. */
  add(epoch) {
    const last = this.#epochs.at(-1)?.epoch ?? 0;
    if (epoch.epoch > last) {
      this.#gaps ||= epoch.epoch > last + 1;
      this.#epochs.push(epoch);
      this.#draw();
    }
  }

  /** Epochs come faster than they are drawn, or there are more than fit: the service has better points by now. */
  get wantsLoad() {
    return this.#gaps || this.#epochs.length > MOST_POINTS;
  }

  get last() {
    return this.#epochs.at(-1);
  }

  redraw() {
    this.#draw();
  }

  /** Once a person has stopped moving to and fro. */
  #look(from, to) {
    const known = this.#close && this.#close.from <= from && this.#close.to >= to;
    this.#seen = {from, to};
    clearTimeout(this.#looking);
    if (this.#sampled && !known && to - from < EACH) {
      this.#looking = setTimeout(() => this.#loadEach(from, to).catch(() => {}), PAUSE_MILLIS);
    }
  }

  /** Reads every epoch of a small part. Where that fails, or another part is looked at by then, the curve stays. */
  async #loadEach(from, to) {
    const {data} = await get(`/runs/${encodeURIComponent(this.#run)}/epochs?after=${Math.max(from - 1, 0)}&limit=${to - from + 1}`, this.#signal);
    if (this.#seen.from === from && this.#seen.to === to) {
      this.#close = {from, to, epochs: data};
      this.#draw();
    }
  }

  #points() {
    const close = this.#close?.epochs ?? [];
    return close.length ? [...this.#epochs.filter(epoch => epoch.epoch < close[0].epoch), ...close, ...this.#epochs.filter(epoch => epoch.epoch > close.at(-1).epoch)] : this.#epochs;
  }

  #draw() {
    if (this.#epochs.length) {
      this.#offer();
      const names = this.#shown.value === LOSS ? ["trainLoss", "valLoss"].filter(name => this.#epochs.some(epoch => epoch[name] !== null)) : [this.#shown.value];
      const points = this.#points();
      this.#chart.draw(names, [points.map(epoch => epoch.epoch), ...names.map(name => points.map(epoch => figure(epoch, name)))]);
      const {epoch, trainLoss, valLoss} = this.last;
      this.#chart.describe(`Curve of ${this.#shown.value} up to epoch ${epoch}: training loss ${number(trainLoss)}, validation loss ${number(valLoss)}. Arrows move, + and - zoom, 0 shows all; Shift and arrows go from point to point, Enter forks from there.`);
    }
  }

  #offer() {
    const wanted = [...Object.keys(this.last.metrics), "learningRate", "gradientNorm", "durationMillis"];
    if (this.#shown.options.length === 1) {
      this.#shown.append(...wanted.map(name => h("option", {value: name, selected: name === this.#wanted}, name)));
    }
  }

  #choose() {
    remember({figure: this.#shown.value === LOSS ? null : this.#shown.value});
    this.#draw();
  }
}

function figure(epoch, name) {
  return epoch[name] ?? epoch.metrics[name] ?? null;
}
