import {action} from "./action.js";
import {path} from "./api.js";
import {choice, field, h} from "./dom.js";
import {link} from "./routes.js";

/** Continues a run from one of its checkpoints, in a new run. */
export class Fork {

  #id;
  #run;
  #checkpoints;
  element = h("section", {hidden: true, class: "panel"});
  #from;
  #epochs = h("input", {type: "number", min: 1, value: 100});
  #changes = h("textarea", {rows: 4, spellcheck: false});

  constructor(id, run, checkpoints) {
    this.#id = id;
    this.#run = run;
    this.#checkpoints = checkpoints;
  }

  /** @param changes a merge patch on the run's request */
  open(changes, epoch = null) {
    const ends = [...new Set(this.#checkpoints().filter(checkpoint => checkpoint.batch === 0).map(checkpoint => checkpoint.epoch))].sort((a, b) => a - b);
    const nearest = epoch === null ? "" : String(ends.reduce((best, end) => Math.abs(end - epoch) < Math.abs(best - epoch) ? end : best, ends[0] ?? ""));
    this.#from = choice({}, [["", "latest checkpoint"], ...ends.map(end => [String(end), `epoch ${end}`])], nearest);
    this.#changes.value = Object.keys(changes).length ? JSON.stringify(changes, null, 2) : "";
    this.element.replaceChildren(h("h2", {}, "Fork"), h("p", {}, "A new run continues from a kept checkpoint (the triangles below the curve)."),
      h("div", {class: "row"}, field("From", this.#from, {pointer: "/fromEpoch"}), field("Additional epochs", this.#epochs, {pointer: "/epochs"})),
      field("Changes as JSON", this.#changes, {pointer: "/changes", hint: 'such as {"optimizer": {"learningRate": 0.0005}}'}),
      action("Start the fork", () => this.#request(), run => { location.hash = link("runs", run.id); }));
    this.element.hidden = false;
    this.element.scrollIntoView({block: "nearest"});
    this.#from.focus();
  }

  /** A point of the curve was chosen. */
  pick(epoch) {
    this.#run().allowedActions.includes("fork") && this.open({}, epoch);
  }

  #request() {
    const body = {epochs: Number(this.#epochs.value)};
    this.#from.value && (body.fromEpoch = Number(this.#from.value));
    this.#changes.value.trim() && (body.changes = JSON.parse(this.#changes.value));
    return {method: "POST", path: path("runs", this.#id, "fork"), body};
  }
}
