/** Of more parameters a trace would tell more than anybody reads; and the service refuses it. */
const MOST_PARAMETERS = 10000;
const LOSSES = {mse: (formula, target) => `(${formula} - ${target})^2`, sse: (formula, target) => `(${formula} - ${target})^2`, mae: (formula, target) => `abs(${formula} - ${target})`};

export const isFormula = ({model}) => model.formula !== undefined;

/** Whether a single row can be followed through. */
export function isTraceable({model}, parameters) {
  return isFormula({model}) || parameters <= MOST_PARAMETERS && !model.layers.some(({type}) => type === "batchNorm");
}

/**
 * The request that opens up one step of a run's model.
 *
 * @param weights tensors by name; null for those that the training begins with
 */
export function explanation(spec, weights, row, target) {
  return isFormula(spec) ? gradients(spec, weights ?? spec.model.parameters, {...row, ...target}) : trace(spec, weights, row, target);
}

/** The loss itself is the formula, where it can be written as one of them. */
function gradients({model: {formula}, target: [name], loss}, parameters, columns) {
  const whole = LOSSES[loss.type]?.(`(${formula})`, quoted(name)) ?? formula;
  const used = names(whole), known = {...columns, ...parameters};
  return {method: "POST", path: "/gradients", body: {formula: whole, at: Object.fromEntries(Object.entries(known).filter(([one]) => used.has(one)))}};
}

function trace({model, loss, optimizer, seed}, weights, row, target) {
  return {method: "POST", path: "/traces", body: {model: {...model, layers: model.layers.map(layer => withWeights(layer, weights))}, row, target, loss, optimizer, seed}};
}

function withWeights(layer, weights) {
  const own = Object.entries(weights ?? {}).filter(([name]) => name.startsWith(`${layer.name}.`)).map(([name, tensor]) => [name.slice(layer.name.length + 1), tensor]);
  return own.length ? {...layer, weights: Object.fromEntries(own)} : layer;
}

const quoted = name => /^[A-Za-z_]\w*$/.test(name) ? name : `\`${name}\``;

/** All names of a formula, those of functions too. */
function names(formula) {
  return new Set([...formula.matchAll(/`([^`]+)`|[A-Za-z_]\w*/g)].map(([whole, inner]) => inner ?? whole));
}
