import {choice, field, h} from "./dom.js";
import {number} from "./format.js";

const ACTIVATIONS = ["linear", "relu", "leakyRelu", "elu", "gelu", "silu", "tanh", "sigmoid", "softplus"];
/** What each kind of layer lets a person set, and what a new one begins with. */
const KINDS = {
  dense: {label: "Dense", start: {units: 16, activation: "relu"}, fields: [["units", "Units", "number"], ["activation", "Activation", ACTIVATIONS]]},
  dropout: {label: "Dropout", start: {rate: 0.2}, fields: [["rate", "Rate", "number"]]},
  batchNorm: {label: "Batch norm", start: {}, fields: []},
  layerNorm: {label: "Layer norm", start: {}, fields: []},
  conv2d: {label: "Conv 2-D", start: {filters: 16, kernel: 3, padding: 1, activation: "relu"}, fields: [["filters", "Filters", "number"], ["kernel", "Kernel", "number"], ["padding", "Padding", "number"], ["activation", "Activation", ACTIVATIONS]]},
  maxPool2d: {label: "Max pool 2-D", start: {kernel: 2}, fields: [["kernel", "Window", "number"]]},
  conv1d: {label: "Conv 1-D", start: {filters: 16, kernel: 3, padding: 1, activation: "relu"}, fields: [["filters", "Filters", "number"], ["kernel", "Kernel", "number"], ["padding", "Padding", "number"], ["activation", "Activation", ACTIVATIONS]]},
  maxPool1d: {label: "Max pool 1-D", start: {kernel: 2}, fields: [["kernel", "Window", "number"]]},
  avgPool2d: {label: "Mean pool 2-D", start: {kernel: 2}, fields: [["kernel", "Window", "number"]]},
  avgPool1d: {label: "Mean pool 1-D", start: {kernel: 2}, fields: [["kernel", "Window", "number"]]},
  reshape: {label: "Reshape", start: {shape: [1, 8, 8]}, fields: [["shape", "Shape", "sizes"]]},
  flatten: {label: "Flatten", start: {}, fields: []},
  embedding: {label: "Embedding", start: {vocabulary: 16, dimension: 4}, fields: [["vocabulary", "Vocabulary", "number"], ["dimension", "Dimension", "number"]]},
  lstm: {label: "LSTM", start: {units: 16}, fields: [["units", "Units", "number"]]},
  gru: {label: "GRU", start: {units: 16}, fields: [["units", "Units", "number"]]},
  activation: {label: "Activation", start: {function: "relu"}, fields: [["function", "Function", ACTIVATIONS]]},
};

/**
 * Layers from input to output, each with its fields, to be moved, removed and added. What it has no field for stays as it is.
 *
 * @param layers  changed in place
 * @param changed is told whether other layers stand there now
 */
export function network(layers, changed) {
  const restructure = change => {
    change();
    changed(true);
  };
  return h("div", {class: "network", "data-pointer": "/model"}, h("p", {class: "shape input"}),
    h("ol", {}, layers.map((layer, i) => h("li", {"data-pointer": `/model/layers/${i}`}, h("strong", {}, KINDS[layer.type]?.label ?? String(layer.type)), layer.name ? h("small", {}, ` ${layer.name}`) : "", h("span", {class: "shape"}),
      h("div", {class: "row"}, fields(layer, i, layers, changed)),
      h("div", {role: "group", class: "moves"},
        mover("↑", `Move layer ${i + 1} up`, i === 0, () => restructure(() => layers.splice(i - 1, 2, layers[i], layers[i - 1]))),
        mover("↓", `Move layer ${i + 1} down`, i === layers.length - 1, () => restructure(() => layers.splice(i, 2, layers[i + 1], layers[i]))),
        mover("×", `Remove layer ${i + 1}`, layers.length === 1, () => restructure(() => layers.splice(i, 1))))))),
    h("div", {class: "actions"}, Object.entries(KINDS).map(([type, {label, start}]) =>
      mover(`+ ${label}`, `Add ${label} before the last layer`, false, () => restructure(() => layers.splice(Math.max(layers.length - 1, 0), 0, {type, ...start}))))));
}

/**
 * Writes beside each layer what the service says of it.
 *
 * @param where   holds the layers
 * @param summaries their output shapes and parameter counts; null while something is wrong
 * @param input   shape of what the first one reads; null where it is not known
 */
export function shapes(where, summaries, input) {
  where.querySelectorAll(".network li > .shape").forEach((place, i) => { place.textContent = summaries?.[i] ? told(summaries[i]) : ""; });
  where.querySelectorAll(".network > .shape").forEach(place => { place.textContent = input ? `Input → ${input.map(number).join(" × ")}` : ""; });
}

function told({outputShape, parameters}) {
  return ` → ${outputShape.map(number).join(" × ")}, ${parameters ? `${number(parameters)} parameter${parameters > 1 ? "s" : ""}` : "no parameters"}`;
}

function fields(layer, i, layers, changed) {
  return (KINDS[layer.type]?.fields ?? []).map(([name, label, kind]) => {
    const last = name === "units" && i === layers.length - 1;
    const control = Array.isArray(kind) ? choice({onchange: set}, kind, layer[name] ?? "linear")
      : kind === "sizes" ? h("input", {type: "text", value: (layer[name] ?? []).join(" × "), oninput: set})
      : h("input", {type: "number", step: "any", value: layer[name] ?? "", placeholder: last ? "as the target needs" : null, oninput: set});
    return field(label, control, {pointer: `/model/layers/${i}/${name}`});

    function set(event) {
      const text = event.target.value;
      text === "" ? delete layer[name] : layer[name] = kind === "number" ? Number(text) : kind === "sizes" ? (text.match(/\d+/g) ?? []).map(Number) : text;
      changed(false);
    }
  });
}

function mover(text, label, disabled, onclick) {
  return h("button", {type: "button", class: "outline small", "aria-label": label, disabled, onclick}, text);
}
