import {get} from "./api.js";
import {Chart} from "./chart.js";
import {choice, h} from "./dom.js";
import {number} from "./format.js";

/** Points that a curve is asked for: more than a screen has columns. */
const POINTS = 2000;
const MOST_POINTS = 3 * POINTS;
const LOSS = "loss";

/** The curve of one run: first what is there already, thinned out by the service, then what comes. */
export class Curve {

  #run;
  #signal;
  #chart;
  #epochs = [];
  #gaps = false;
  #shown = choice({"aria-label": "Figure", class: "figure", onchange: () => this.#draw()}, [[LOSS, "Loss"]], LOSS);
  element;

  constructor(run, {signal, ...options}) {
    this.#run = run;
    this.#signal = signal;
    this.#chart = new Chart({signal, label: "Loss curve", controls: [this.#shown], ...options});
    this.element = this.#chart.element;
  }

  /** Reads the whole curve. @return seq of its last epoch; 0 without one */
  async load() {
    const {data} = await get(`/runs/${encodeURIComponent(this.#run)}/epochs?maxPoints=${POINTS}`, this.#signal);
    const newer = this.#epochs.filter(epoch => !data.length || epoch.epoch > data.at(-1).epoch);
    this.#epochs = [...data, ...newer];
    this.#gaps = false;
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

  #draw() {
    if (this.#epochs.length) {
      this.#offer();
      const names = this.#shown.value === LOSS ? ["trainLoss", "valLoss"].filter(name => this.#epochs.some(epoch => epoch[name] !== null)) : [this.#shown.value];
      this.#chart.draw(names, [this.#epochs.map(epoch => epoch.epoch), ...names.map(name => this.#epochs.map(epoch => figure(epoch, name)))]);
      const {epoch, trainLoss, valLoss} = this.last;
      this.#chart.describe(`Curve of ${this.#shown.value} up to epoch ${epoch}: training loss ${number(trainLoss)}, validation loss ${number(valLoss)}. Arrows move, + and - zoom, 0 shows all.`);
    }
  }

  #offer() {
    const wanted = [...Object.keys(this.last.metrics), "learningRate", "gradientNorm", "durationMillis"];
    if (this.#shown.options.length === 1) {
      this.#shown.append(...wanted.map(name => h("option", {value: name}, name)));
    }
  }
}

function figure(epoch, name) {
  return epoch[name] ?? epoch.metrics[name] ?? null;
}
