import {choice, field, h} from "./dom.js";
import {escaped} from "./pointer.js";

const KINDS = [["values", "these values"], ["range", "a range"], ["log", "a range, by orders of magnitude"]];

/** One place of a run request that a sweep searches, with its values or its range. */
export class Searched {

  #kind;
  #values;
  #low;
  #high;
  #row;
  #isNumber;
  element;

  /** @param value that stands there now; it tells what to begin with */
  constructor(pointer, value, changed, removed) {
    this.#isNumber = typeof value === "number";
    const place = `/search/parameters/${escaped(pointer)}`;
    this.#kind = choice({onchange: () => this.#shown(changed)}, this.#isNumber ? KINDS : KINDS.slice(0, 1), "values");
    this.#values = h("input", {value: nearby(pointer, value).join(", "), oninput: changed, spellcheck: "false"});
    this.#low = h("input", {type: "number", step: "any", value: this.#isNumber ? tidy(value / 10, value) : "", oninput: changed});
    this.#high = h("input", {type: "number", step: "any", value: this.#isNumber ? tidy(value * 10, value) : "", oninput: changed});
    this.#row = {kind: field("Search among", this.#kind), values: field("Values, with commas", this.#values, {pointer: place}),
      low: field("From", this.#low, {pointer: `${place}/min`}), high: field("To", this.#high, {pointer: `${place}/max`})};
    this.element = h("fieldset", {class: "searched", "data-pointer": place}, h("legend", {}, h("code", {}, pointer), " ",
      h("button", {type: "button", class: "outline small", "aria-label": `Do not search ${pointer}`, onclick: removed}, "×")), h("div", {class: "row"}, Object.values(this.#row)));
    this.#shown(() => {});
  }

  focus() {
    this.#values.focus();
  }

  /** Whether the search draws from ranges, too. */
  ranges(may) {
    this.#row.kind.hidden = !may || !this.#isNumber;
    may || (this.#kind.value = "values");
    this.#shown(() => {});
  }

  /** How many values there are; 1 for a range. */
  get count() {
    return this.#isRange ? 1 : this.#list().length;
  }

  /** As the service wants it. */
  space() {
    return this.#isRange ? {min: Number(this.#low.value), max: Number(this.#high.value), ...(this.#kind.value === "log" && {scale: "log"})} : this.#list();
  }

  get #isRange() {
    return this.#kind.value !== "values";
  }

  #shown(changed) {
    this.#row.values.hidden = this.#isRange;
    this.#row.low.hidden = this.#row.high.hidden = !this.#isRange;
    changed();
  }

  #list() {
    return this.#values.value.split(",").map(text => text.trim()).filter(Boolean).map(value);
  }
}

function value(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function nearby(pointer, value) {
  if (typeof value === "boolean") {
    return [true, false];
  }
  if (pointer === "/optimizer/type") {
    return [...new Set([value, "sgd", "adam"])];
  }
  if (typeof value !== "number" || value === 0) {
    return [value];
  }
  const step = Number.isInteger(value) ? 2 : 10;
  return pointer.endsWith("/rate") ? [0, value, Math.min(0.9, tidy(2 * value, value))] : [tidy(value / step, value), value, tidy(value * step, value)];
}

/** Without the noise of binary fractions, and whole where it was whole. */
function tidy(wanted, value) {
  const rounded = Number(wanted.toPrecision(6));
  return Number.isInteger(value) ? Math.max(1, Math.round(rounded)) : rounded;
}
