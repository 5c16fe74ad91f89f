import {action} from "./action.js";
import {call} from "./api.js";
import {complain} from "./complaints.js";
import {commonest, histogram} from "./distribution.js";
import {choice, field, h, table} from "./dom.js";
import {number} from "./format.js";
import {link} from "./routes.js";

const DELIMITERS = [["", "as guessed"], [",", "comma"], [";", "semicolon"], ["\t", "tab"], ["|", "bar"]];
const HEADERS = [["", "as guessed"], ["true", "names the columns"], ["false", "is data"]];
const DECIMALS = [["", "as guessed"], [".", "point"], [",", "comma"]];

/** What would become of a file, seen before it is stored. What a person sets is told to the service, which looks again. */
export class Preview {

  #file;
  #options = {};
  #name;
  #left;
  #asking = new AbortController();
  #said = h("p", {role: "status"});
  element = h("section");

  /** @param left is aborted when the screen is left */
  constructor(file, left) {
    this.#file = file;
    this.#left = left;
    this.#name = h("input", {value: file.name.replace(/(\.(csv|tsv|txt|jsonl|ndjson|json))?(\.gz)?$/i, "")});
    this.#look();
  }

  /** The last question wins, and a file that nobody waits for is sent no further. @param focus the control that asked, by its label */
  async #look(focus = null) {
    this.#asking.abort();
    this.#asking = new AbortController();
    const asked = AbortSignal.any([this.#left, this.#asking.signal]);
    this.element.setAttribute("aria-busy", "true");
    this.#said.textContent = `Reading ${this.#file.name} …`;
    this.element.childElementCount || this.element.append(this.#said);
    try {
      const seen = await call("POST", "/dataset-previews", this.#form(), asked, undefined, this.#sending(this.#said, `Reading ${this.#file.name} …`));
      asked.aborted || this.#show(seen);
    } catch (refusal) {
      asked.aborted || this.#refuse(refusal);
    }
    if (!asked.aborted) {
      this.element.removeAttribute("aria-busy");
      focus && this.element.querySelector(`[aria-label="${CSS.escape(focus)}"], #${CSS.escape(focus)}`)?.focus();
    }
  }

  #notStored(refusal) {
    refusal && this.#said.replaceChildren("Nothing is stored yet.");
    return refusal;
  }

  /** Tells how far a file is, at a glance and in words, and what the service does once it has all of it. */
  #sending(said, then) {
    const began = performance.now();
    const bar = h("progress", {"aria-label": `Upload of ${this.#file.name}`});
    return (loaded, total) => {
      Object.assign(bar, {max: total, value: loaded});
      const rate = loaded / Math.max(1, performance.now() - began) / 1000;
      said.replaceChildren(loaded < total ? `Sending ${this.#file.name}: ${number(Math.round(loaded / 1e6))} of ${number(Math.round(total / 1e6))} MB, ${number(Math.round(rate))} MB/s ` : then, bar);
    };
  }

  /** What was set stays there, so that it can be set otherwise. */
  #refuse(refusal) {
    this.element.replaceChildren(h("h2", {}, this.#file.name), ...(Object.keys(this.#options).length ? [this.#dialect()] : []));
    complain(this.element, refusal);
  }

  #show({dialect, decimal, rows, columns, firstRows, sampledRows, rejected}) {
    const delimiter = dialect.delimiter === "\t" ? "tab" : dialect.delimiter;
    this.#said.replaceChildren(`${number(rows)} rows, ${columns.length} columns; ${dialect.format}`, delimiter ? `, separated by “${delimiter}”, the first line ${dialect.header ? "names the columns" : "is data"}` : "", `, decimal sign “${decimal}”. Nothing is stored yet.`);
    this.element.replaceChildren(h("h2", {}, `What was understood of ${this.#file.name}`), this.#said,
      dialect.format === "csv" ? this.#dialect() : "", problems(rejected),
      table("Columns", ["Column", sampledRows < rows ? `First ${number(sampledRows)} rows` : "How they lie", "Type", "Why", "Missing"],
        columns.map(column => [column.name, values(column), this.#type(column), h("span", {class: "unbroken"}, why(column)), missing(column, rows)])),
      h("details", {open: true}, h("summary", {}, "First rows"), table("First rows", columns.map(column => column.name), firstRows.map(row => columns.map(column => text(row[column.name]))))),
      field("Name", this.#name),
      action("Store", () => ({method: "POST", path: "/datasets", body: this.#form(this.#name.value), progress: this.#sending(this.#said, `Storing ${this.#file.name} …`)}), dataset => { location.hash = link("datasets", dataset.id); }, {refused: refusal => this.#notStored(refusal)}));
  }

  #dialect() {
    return h("div", {class: "row"}, this.#option("Separator", "delimiter", DELIMITERS), this.#option("The first line", "header", HEADERS, value => value === "true"), this.#option("Decimal sign", "decimal", DECIMALS));
  }

  #option(label, name, choices, read = value => value) {
    const control = choice({id: `preview-${name}`, onchange: () => {
      control.value === "" ? delete this.#options[name] : this.#options[name] = read(control.value);
      name === "header" && delete this.#options.types;
      this.#look(control.id);
    }}, choices, String(this.#options[name] ?? ""));
    return field(label, control);
  }

  #type(column) {
    const label = `Type of ${column.name}`;
    return choice({"aria-label": label, onchange: event => {
      this.#options.types = {...this.#options.types, [column.name]: event.target.value};
      this.#look(label);
    }}, ["numeric", "categorical"], column.type);
  }

  #form(name) {
    const form = new FormData();
    form.append("file", this.#file);
    name && form.append("name", name);
    Object.keys(this.#options).length && form.append("options", JSON.stringify(this.#options));
    return form;
  }
}

function why({evidence}) {
  const {numbers, texts} = evidence;
  return texts === 0 ? `${number(numbers)} numbers` : numbers === 0 ? `${number(texts)} texts` : `${number(numbers)} numbers, ${number(texts)} texts`;
}

function missing({evidence}, rows) {
  return evidence.missing ? h("strong", {class: "lost"}, `${number(evidence.missing)} (${number(100 * evidence.missing / rows)} %)`) : "–";
}

function values(column) {
  return column.histogram ? histogram(column.name, column.histogram) : column.commonest ? commonest(column.commonest, column.distinct) : "";
}

function problems({total, errors}) {
  return total ? h("div", {class: "complaint", role: "alert"}, h("p", {}, total === 1 ? "One row stands in the way:" : `${number(total)} rows stand in the way:`), h("ul", {}, errors.map(error => h("li", {}, error.detail)))) : "";
}

const text = value => value === null ? h("span", {class: "nothing"}, "missing") : String(value);
