import {action} from "./action.js";
import {get, path} from "./api.js";
import {complain} from "./complaints.js";
import {choice, field, h} from "./dom.js";
import {number} from "./format.js";

/** A form with the run's features; its answer stands below. It begins with a usual row: medians, and the most frequent categories. */
export function predictions(run) {
  const answer = h("div", {"aria-live": "polite"});
  const form = h("details", {}, h("summary", {}, "Try a prediction"));
  let filled = false;
  form.addEventListener("toggle", () => {
    if (form.open && !filled) {
      filled = true;
      fill().catch(refusal => complain(form, refusal));
    }
  });
  return form;

  async function fill() {
    const dataset = await get(path("datasets", run.dataset));
    const inputs = run.effectiveSpec.features.map(name => input(dataset.columns.find(column => column.name === name)));
    form.append(h("div", {class: "row wrap"}, inputs.map(({label}) => label)),
      action("Predict", () => ({method: "POST", path: path("runs", run.id, "predictions"), body: {rows: [Object.fromEntries(inputs.map(({name, value}) => [name, value()]))], checkpoint: "best"}}),
        ({predictions: [first]}) => answer.replaceChildren(shown(first))), answer);
  }
}

function input(column) {
  const numeric = column.type === "numeric";
  const control = numeric ? h("input", {type: "number", step: "any", value: Number(column.quantiles.q50.toPrecision(4))})
    : choice({}, column.categories.map(category => category.value), [...column.categories].sort((a, b) => b.count - a.count)[0]?.value);
  return {name: column.name, label: field(column.name, control), value: () => control.value === "" ? null : numeric ? Number(control.value) : control.value};
}

function shown({label, probabilities, values}) {
  if (values) {
    return h("dl", {class: "figures"}, Object.entries(values).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, number(value)))));
  }
  return h("div", {}, h("p", {}, h("strong", {}, label)), Object.entries(probabilities ?? {}).map(([name, share]) =>
    h("div", {class: "share"}, h("span", {}, name), h("meter", {min: 0, max: 1, value: share, "aria-label": name}), h("span", {}, `${(100 * share).toFixed(1)} %`))));
}
