import {h} from "./dom.js";
import {remember} from "./routes.js";

/** Which of a run's kept states is looked at: the newest, the one that a person has chosen, or all of them in turn. */
export class Steps {

  #states = [];
  #chosen;
  #changed;
  #playing = false;
  #slider = h("input", {type: "range", min: 0, step: 1, oninput: () => this.#choose(Number(this.#slider.value))});
  #play = h("button", {type: "button", class: "outline small", onclick: () => this.#playOrStop()}, "Play");
  element = h("div", {class: "controls"}, h("label", {class: "range"}, "Epoch ", this.#slider),
    h("div", {role: "group", class: "zoom"}, this.#stepper("‹", "Earlier epoch", -1), this.#stepper("›", "Later epoch", 1), this.#play));

  /** @param epoch that the address names; null follows the newest. @param changed is told that another state may be wanted */
  constructor(epoch, changed) {
    this.#chosen = epoch === null ? null : Number(epoch);
    this.#changed = changed;
  }

  /** Oldest first. */
  set states(states) {
    this.#states = states;
  }

  get states() {
    return this.#states;
  }

  get isPlaying() {
    return this.#playing;
  }

  /** Undefined without any. The one nearest to what was chosen, since that may be gone. */
  get wanted() {
    const nearest = (best, state) => Math.abs(state.epoch - this.#chosen) < Math.abs(best.epoch - this.#chosen) ? state : best;
    return this.#chosen === null || !this.#states.length ? this.#states.at(-1) : this.#states.reduce(nearest);
  }

  /** @param text says what is seen; null while nothing is */
  show(text) {
    this.element.hidden = this.#states.length < 2;
    this.#slider.max = this.#states.length - 1;
    this.#slider.value = this.#states.indexOf(this.wanted);
    this.#play.textContent = this.#playing ? "Stop" : "Play";
    text === null || this.#slider.setAttribute("aria-valuetext", text);
  }

  /** The state before was seen for long enough. */
  playOn() {
    if (this.#playing) {
      const next = this.#states.indexOf(this.wanted) + 1;
      this.#playing = next < this.#states.length;
      this.#choose(this.#playing ? next : next - 1);
    }
  }

  /** The newest of a run that goes on is followed. The address names what is chosen. */
  #choose(i) {
    const at = Math.min(Math.max(i, 0), this.#states.length - 1);
    this.#chosen = at === this.#states.length - 1 && !this.#playing ? null : this.#states[at].epoch;
    remember({epoch: this.#chosen});
    this.#changed();
  }

  #stepper(text, label, by) {
    return h("button", {type: "button", class: "outline small", "aria-label": label, onclick: () => this.#choose(Number(this.#slider.value) + by)}, text);
  }

  #playOrStop() {
    this.#playing = !this.#playing;
    this.#choose(this.#playing ? 0 : Number(this.#slider.value));
  }
}
