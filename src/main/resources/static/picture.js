import {get, path} from "./api.js";
import {fitted} from "./fitted.js";
import {heat} from "./heat.js";
import {regions} from "./regions.js";
import {sample} from "./sample.js";

/** Whether a run reads so few numbers that what it has learned can be drawn; the dataset has the last word. */
export function isDrawable({task, features, target}) {
  return features.length <= 2 && task !== "reconstruction" && [target].flat().length === 1;
}

/** The picture of what a run has learned; null where there is none, since a column holds no numbers. */
export async function picture(run, signal) {
  const {features, target, task} = run.effectiveSpec;
  const dataset = await get(path("datasets", run.dataset), signal);
  const read = features.map(name => dataset.columns.find(column => column.name === name));
  const wanted = dataset.columns.find(column => column.name === [target].flat()[0]);
  if (!read.every(column => column?.type === "numeric" && column.max !== null)) {
    return null;
  }
  const points = (await sample(dataset, signal)).filter(row => [...read, wanted].every(column => row[column.name] !== null));
  if (task === "classification") {
    return read.length === 2 ? regions(read, wanted.name, points, signal) : chance(read[0], wanted, points, signal);
  }
  return read.length === 2 ? heat(read, wanted, points, signal) : fitted(read[0], {...wanted, of: ({values}) => values[wanted.name], value: row => row[wanted.name]}, points, signal);
}

/** Of a classifier that reads one number, the probability of its last class. */
function chance(read, {name, categories}, points, signal) {
  const labels = categories?.map(({value}) => value).sort() ?? [...new Set(points.map(row => row[name]))].sort((a, b) => a - b).map(String);
  const last = labels.at(-1);
  return fitted(read, {name: `probability of ${last}`, min: 0, max: 1, of: ({probabilities}) => probabilities[last], value: row => Number(String(row[name]) === last)}, points, signal);
}
