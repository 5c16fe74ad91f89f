import {number} from "./format.js";

/** Networks up to this many units a layer, and this many arrows, are drawn unit by unit. */
const UNITS = 6, ARROWS = 48, LABELLED = 18;

/** A formula's operations, each with its value and the gradient that reaches it. */
export function operations({nodes}) {
  const at = new Map(nodes.map(({id}, i) => [id, i]));
  return {boxes: nodes.map(({expression, value, gradient, inputs}) => ({given: !inputs.length, lines: [expression, `value ${number(value)}`, `gradient ${number(gradient)}`]})),
    arrows: nodes.flatMap(({id, inputs}) => inputs.map(input => ({from: at.get(input.id), to: at.get(id), label: `× ${number(input.localGradient)}`})))};
}

/**
 * A network: its units where those are few, else its layers.
 *
 * @param trace null where no row can be followed
 * @param facts what the diagnosis says of the layers
 * @param names of the units, by layer
 */
export function network({model: {layers}, loss}, trace, facts, names = {}) {
  const few = trace && layers.every(({type, inputs}) => ["dense", "activation"].includes(type) && inputs.length === 1) && trace.nodes.every(({output}) => output.length <= UNITS);
  const drawn = few ? units(layers, trace, names) : whole(layers, trace, facts);
  if (trace) {
    const last = drawn.boxes.length, ends = drawn.boxes.flatMap((box, i) => box.ends ? [i] : []);
    drawn.boxes.push({lines: [`loss: ${loss.type}`, number(trace.loss)]});
    drawn.arrows.push(...ends.map(from => ({from, to: last})));
  }
  drawn.arrows.length > LABELLED && drawn.arrows.forEach(arrow => { delete arrow.label; });
  return drawn;
}

function units(layers, {nodes, parameters}, names) {
  const boxes = [], arrows = [], first = new Map();
  for (const {name, output, gradient, beforeActivation} of nodes) {
    const layer = layers.find(one => one.name === name);
    first.set(name, boxes.length);
    output.forEach((value, i) => boxes.push({given: !layer, ends: name === layers.at(-1).name,
      lines: [names[name]?.length === output.length ? names[name][i] : `${name} ${i + 1}`, beforeActivation ? `${number(beforeActivation.output[i])} → ${number(value)}` : number(value), `gradient ${number(gradient?.[i])}`]}));
    layer && output.forEach((_, to) => {
      const from = first.get(layer.inputs[0]);
      const weights = parameters.find(parameter => parameter.name === `${name}.weight`)?.value;
      weights ? weights[to].forEach((weight, i) => arrows.push({from: from + i, to: first.get(name) + to, label: number(weight)})) : arrows.push({from: from + to, to: first.get(name) + to});
    });
  }
  return arrows.length > ARROWS ? whole(layers, {nodes, parameters}, []) : {boxes, arrows};
}

function whole(layers, trace, facts) {
  const names = ["input", ...layers.map(({name}) => name)];
  const boxes = [{given: true, lines: ["input", ...flow(trace, "input")]}, ...layers.map(layer => ({ends: layer === layers.at(-1),
    lines: [layer.name, settings(layer), ...tensors(layer.name, trace), ...flow(trace, layer.name), ...inspected(facts.find(({name}) => name === layer.name))]}))];
  return {boxes, arrows: layers.flatMap(({inputs}, i) => inputs.map(input => ({from: names.indexOf(input), to: i + 1})))};
}

function settings({type, units, activation, function: applied, rate}) {
  return [type, units && `${units} units`, applied, rate && `rate ${rate}`, activation !== "linear" && activation].filter(Boolean).join(", ");
}

function tensors(layer, trace) {
  return (trace?.parameters ?? []).filter(({name}) => name.startsWith(`${layer}.`)).map(({name, value}) => `${name.slice(layer.length + 1)} [${shape(value)}], norm ${number(norm(value))}`);
}

function flow(trace, layer) {
  const node = trace?.nodes.find(({name}) => name === layer);
  return node ? [`output [${node.output.length}], norm ${number(norm(node.output))}`, `gradient norm ${node.gradient ? number(norm(node.gradient)) : "–"}`] : [];
}

function inspected(layer) {
  return layer && layer.gradientNorm !== null ? [`gradient norm ${number(layer.gradientNorm)}`, `output ${number(layer.activationMean)} ± ${number(layer.activationStd)}`] : [];
}

export const norm = tensor => Math.hypot(...[tensor].flat(Infinity));
export const shape = tensor => Array.isArray(tensor) ? [tensor.length, ...(Array.isArray(tensor[0]) ? [shape(tensor[0])] : [])].join(", ") : "1";
