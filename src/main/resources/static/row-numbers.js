/** The numbers that a network reads of a row, by name and in its order, as the run's preprocessing makes them. */
export function features({features, preprocessing}, columns, row) {
  return Object.fromEntries(features.flatMap(name => {
    const column = columns.find(one => one.name === name);
    return column.type === "numeric" ? [[name, scaled(column, preprocessing, row[name])]]
      : column.categories.map(({value}) => value).sort().map(value => [`${name} = ${value}`, Number(row[name] === value)]);
  }));
}

/** What the loss compares with. @param classes labels in class order; null where the run does not classify */
export function targets({target, loss, preprocessing}, columns, row, classes) {
  if (classes) {
    const index = classes.indexOf(String(row[target[0]]));
    return {[target[0]]: loss.type === "hinge" ? 2 * index - 1 : index};
  }
  return Object.fromEntries(target.map(name => [name, loss.type === "binaryCrossEntropy" ? row[name] : scaled(columns.find(column => column.name === name), preprocessing, row[name])]));
}

/** Labels in the order in which they are numbered: numbers by value, text by code point. */
export function classes({task, target}, columns, answer) {
  if (task !== "classification") {
    return null;
  }
  const column = columns.find(one => one.name === target[0]);
  return column.type === "numeric" ? Object.keys(answer?.probabilities ?? {}).sort((a, b) => a - b) : column.categories.map(({value}) => value).sort();
}

/** Whether the whole dataset's statistics, which stand here for those of the training rows, are others. */
export function isApproximate({preprocessing, validation}) {
  return preprocessing.numeric !== "none" && validation !== null && !validation.dataset;
}

function scaled({min, max, mean, std, quantiles}, {numeric, missing}, cell) {
  const value = cell ?? {mean, median: quantiles.q50, zero: 0}[missing] ?? 0;
  const [shift, scale] = {standardize: [mean, std], minMax: [min, max - min], none: [0, 1]}[numeric];
  return Number(Math.fround((value - shift) / (scale || 1)).toPrecision(8));
}
