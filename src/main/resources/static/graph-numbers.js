import {table} from "./dom.js";
import {number} from "./format.js";
import {norm, shape} from "./graph-boxes.js";

const SHOWN = 8;

/** The numbers of a picture once more, for those who cannot see it or want them all. */
export function operationTable({nodes}) {
  const name = new Map(nodes.map(({id, expression}) => [id, expression]));
  return table("Operations", ["Part", "Value", "Gradient of the whole", "Local gradients"], nodes.map(({expression, value, gradient, inputs}) =>
    [expression, number(value), number(gradient), inputs.map(({id, localGradient}) => `${number(localGradient)} for ${name.get(id)}`).join("; ") || "–"]));
}

export function traceTables({nodes, parameters}) {
  return [table("Layers", ["Layer", "Output", "Gradient of the loss", "Before the activation"], nodes.map(({name, output, gradient, beforeActivation}) =>
    [name, brief(output), brief(gradient), beforeActivation ? brief(beforeActivation.output) : "–"])),
  table("Parameters", ["Parameter", "Value", "Gradient of the loss", "After one update"], parameters.map(({name, value, gradient, updated}) => [name, brief(value), brief(gradient), brief(updated)]))];
}

function brief(tensor) {
  if (tensor === null) {
    return "–";
  }
  const numbers = [tensor].flat(Infinity);
  return numbers.length > SHOWN ? `[${shape(tensor)}], norm ${number(norm(tensor))}` : Array.isArray(tensor[0]) ? tensor.map(row => `[${row.map(number).join(", ")}]`).join(" ") : numbers.map(number).join(", ");
}
