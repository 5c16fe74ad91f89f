import {command} from "./action.js";
import {call, path} from "./api.js";
import {h} from "./dom.js";
import {number} from "./format.js";
import {isDrawable, picture} from "./picture.js";
import {ENDED} from "./run-table.js";
import {standing, states} from "./states.js";
import {Steps} from "./steps.js";

/** Between two questions to the service, and between two pictures that are there already. */
const PAUSE_MILLIS = 500, STEP_MILLIS = 200;
/** Rows in the curl command: all of them would fill pages. */
const EXAMPLES = 3;

/** What a run has learned so far, drawn: it follows the newest state, or shows the one that a person has chosen. */
export class Learned {

  #id;
  #signal;
  #run = null;
  #steps;
  #known = new Map();
  #picture = null;
  #shown = null;
  #summary = "";
  #busy = false;
  #said = h("p");
  #few = h("p", {}, h("small", {}, "Only this state is kept. A run asked for with ", h("code", {}, '"checkpoint": {"everySeconds": 0.2, "keepLatest": 100}'), " keeps the way there, too."));
  element = h("section", {hidden: true, class: "learned"});

  /** @param epoch that the address names; null follows the run */
  constructor(id, epoch, signal) {
    this.#id = id;
    this.#signal = signal;
    this.#steps = new Steps(epoch, () => {
      this.#say();
      this.#follow();
    });
  }

  /** There may be news. */
  update(run, checkpoints) {
    const first = this.#run === null;
    this.#run = run;
    this.#steps.states = states(checkpoints);
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
      this.element.append(h("h2", {}, this.#picture.title), this.#picture.element, this.#said, this.#steps.element, this.#few, command(() => this.#request(this.#steps.wanted, EXAMPLES)));
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
    for (let state = this.#next(); state; state = this.#next()) {
      const known = this.#known.has(state.key), pause = new Promise(done => setTimeout(done, known ? STEP_MILLIS : PAUSE_MILLIS));
      try {
        this.#draw(known ? state : await this.#ask(state));
      } catch (failure) {
        break;
      }
      await pause;
      this.#signal.aborted || this.#steps.playOn();
    }
    this.#busy = false;
  }

  /** Undefined where nothing else is to be drawn. What is played begins with a state that may be in sight already. */
  #next() {
    const {wanted, isPlaying} = this.#steps;
    return !this.#signal.aborted && (isPlaying || wanted?.key !== this.#shown?.key) ? wanted : undefined;
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
    this.#forget();
    this.#say();
  }

  /** A run that goes on drops states, and nobody can choose those any more. */
  #forget() {
    const kept = new Set([this.#shown.key, ...this.#steps.states.map(state => state.key)]);
    [...this.#known.keys()].filter(key => !kept.has(key)).forEach(key => this.#known.delete(key));
  }

  #say() {
    const at = this.#shown && `Epoch ${number(this.#shown.epoch)}: ${standing(this.#figures(), number)}`;
    this.#steps.show(at);
    this.#few.hidden = this.#steps.states.length > 1 || !ENDED.includes(this.#run.status) || !this.#shown;
    if (at) {
      this.#said.textContent = `${at}. ${this.#summary}`;
      this.#picture.describe(`${this.#picture.title}. ${at}. ${this.#summary}`);
    }
  }

  #figures() {
    const {epoch, metrics} = this.#shown;
    const {latest} = this.#run;
    return this.#steps.states.find(state => state.epoch === epoch)?.metrics ?? (latest?.epoch === epoch ? {...latest.metrics, valLoss: latest.valLoss, trainLoss: latest.trainLoss} : metrics);
  }
}
