import {command} from "./action.js";
import {call, path} from "./api.js";
import {h} from "./dom.js";
import {number} from "./format.js";
import {isDrawable, picture} from "./picture.js";
import {remember} from "./routes.js";
import {ENDED} from "./run-table.js";
import {standing, states} from "./states.js";

/** Between two questions to the service, and between two pictures that are there already. */
const PAUSE_MILLIS = 500, STEP_MILLIS = 200;
/** Rows in the curl command: all of them would fill pages. */
const EXAMPLES = 3;

/** What a run has learned so far, drawn: it follows the newest state, or shows the one that a person has chosen. */
export class Learned {

  #id;
  #signal;
  #run = null;
  #states = [];
  #known = new Map();
  #chosen;
  #picture = null;
  #shown = null;
  #summary = "";
  #busy = false;
  #playing = false;
  #said = h("p");
  #slider = h("input", {type: "range", min: 0, step: 1, oninput: () => this.#choose(Number(this.#slider.value))});
  #play = h("button", {type: "button", class: "outline small", onclick: () => this.#playOrStop()}, "Play");
  #steps = h("div", {class: "controls"}, h("label", {class: "range"}, "Epoch ", this.#slider),
    h("div", {role: "group", class: "zoom"}, this.#stepper("‹", "Earlier epoch", -1), this.#stepper("›", "Later epoch", 1), this.#play));
  #few = h("p", {}, h("small", {}, "Only this state is kept. A run asked for with ", h("code", {}, '"checkpoint": {"everySeconds": 0.2, "keepLatest": 100}'), " keeps the way there, too."));
  element = h("section", {hidden: true, class: "learned"});

  /** @param epoch that the address names; null follows the run */
  constructor(id, epoch, signal) {
    this.#id = id;
    this.#chosen = epoch === null ? null : Number(epoch);
    this.#signal = signal;
  }

  /** There may be news. */
  update(run, checkpoints) {
    const first = this.#run === null;
    this.#run = run;
    this.#states = states(checkpoints);
    if (first && isDrawable(run.effectiveSpec)) {
      this.#begin();
    } else if (this.#picture) {
      this.#say();
      this.#follow();
    }
  }

  /** Without its dataset there is nothing to draw on. */
  async #begin() {
    try {
      this.#picture = await picture(this.#run, this.#signal);
    } catch (failure) {
      return;
    }
    if (this.#picture) {
      this.element.append(h("h2", {}, this.#picture.title), this.#picture.element, this.#said, this.#steps, this.#few, command(() => this.#request(this.#wanted(), EXAMPLES)));
      this.element.hidden = false;
      this.#picture.describe(`${this.#picture.title}: nothing learned yet`);
      this.#say();
      this.#follow();
    }
  }

  /** One question at a time, and not too often; what was learned meanwhile is skipped. */
  async #follow() {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    for (let state = this.#wanted(); state && state.key !== this.#shown?.key && !this.#signal.aborted; state = this.#wanted()) {
      const known = this.#known.has(state.key), pause = new Promise(done => setTimeout(done, known ? STEP_MILLIS : PAUSE_MILLIS));
      try {
        this.#draw(known ? state : await this.#ask(state));
      } catch (failure) {
        break;
      }
      await pause;
      this.#playOn();
    }
    this.#busy = false;
  }

  #wanted() {
    const nearest = (best, state) => Math.abs(state.epoch - this.#chosen) < Math.abs(best.epoch - this.#chosen) ? state : best;
    return this.#chosen === null ? this.#states.at(-1) : this.#states.length ? this.#states.reduce(nearest) : undefined;
  }

  /** The newest may be another one by the time of the answer. @return the state that answered */
  async #ask(state) {
    const {method, path: at, body} = this.#request(state);
    const {predictions, checkpoint: {epoch}} = await call(method, at, body, this.#signal);
    const told = epoch === state.epoch ? state : {...state, key: `${epoch}.`, epoch};
    this.#known.set(told.key, this.#picture.read(predictions));
    return told;
  }

  #request(state, most = Infinity) {
    return {method: "POST", path: path("runs", this.#id, "predictions"), body: {rows: this.#picture.rows().slice(0, most), checkpoint: state?.name ?? "latest"}};
  }

  #draw(state) {
    this.#shown = state;
    this.#summary = this.#picture.show(this.#known.get(state.key));
    this.element.dataset.epoch = state.epoch;
    this.#say();
  }

  #say() {
    const last = this.#states.length - 1, many = last > 0;
    this.#steps.hidden = !many;
    this.#few.hidden = many || !ENDED.includes(this.#run.status) || !this.#shown;
    this.#slider.max = last;
    this.#slider.value = this.#states.indexOf(this.#wanted());
    this.#play.textContent = this.#playing ? "Stop" : "Play";
    if (this.#shown) {
      const at = `Epoch ${number(this.#shown.epoch)}: ${standing(this.#figures(), number)}`;
      this.#said.textContent = `${at}. ${this.#summary}`;
      this.#slider.setAttribute("aria-valuetext", at);
      this.#picture.describe(`${this.#picture.title}. ${at}. ${this.#summary}`);
    }
  }

  #figures() {
    const {epoch, metrics} = this.#shown;
    const {latest} = this.#run;
    return this.#states.find(state => state.epoch === epoch)?.metrics ?? (latest?.epoch === epoch ? {...latest.metrics, valLoss: latest.valLoss, trainLoss: latest.trainLoss} : metrics);
  }

  /** The newest of a run that goes on is followed. The address names what is chosen. */
  #choose(i) {
    const at = Math.min(Math.max(i, 0), this.#states.length - 1);
    this.#chosen = at === this.#states.length - 1 && !this.#playing ? null : this.#states[at].epoch;
    remember({epoch: this.#chosen});
    this.#say();
    this.#follow();
  }

  #stepper(text, label, by) {
    return h("button", {type: "button", class: "outline small", "aria-label": label, onclick: () => this.#choose(Number(this.#slider.value) + by)}, text);
  }

  #playOrStop() {
    this.#playing = !this.#playing;
    this.#choose(this.#playing ? 0 : Number(this.#slider.value));
  }

  #playOn() {
    if (this.#playing) {
      const next = this.#states.indexOf(this.#wanted()) + 1;
      this.#playing = next < this.#states.length;
      this.#choose(this.#playing ? next : next - 1);
    }
  }
}
