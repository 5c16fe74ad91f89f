/** The kept states of a run that can be asked for, oldest first: those at the end of an epoch by its number, the newest also from within one. */
export function states(checkpoints) {
  const byPlace = new Map();
  for (const {epoch, batch, kind, metrics} of checkpoints) {
    if (batch === 0 || kind === "LATEST") {
      byPlace.set(`${epoch}.${batch}`, {key: `${epoch}.${batch}`, name: batch === 0 ? epoch : "latest", epoch, batch, metrics});
    }
  }
  return [...byPlace.values()].sort((a, b) => a.epoch - b.epoch || a.batch - b.batch);
}

const FIGURES = [["valAccuracy", "validation accuracy"], ["trainAccuracy", "training accuracy"], ["valR2", "R² on the validation rows"], ["valRmse", "RMSE on the validation rows"], ["valLoss", "validation loss"], ["trainLoss", "training loss"]];
const MOST = 2;

/** How good a state is, in words. @param write turns a number into text */
export function standing(metrics, write) {
  return FIGURES.filter(([name]) => Number.isFinite(metrics[name])).slice(0, MOST)
    .map(([name, label]) => `${label} ${name.endsWith("Accuracy") ? `${(100 * metrics[name]).toFixed(1)} %` : write(metrics[name])}`).join(", ");
}
