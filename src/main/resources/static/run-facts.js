import {box} from "./complaints.js";
import {h} from "./dom.js";
import {duration, number, rate} from "./format.js";
import {link} from "./routes.js";
import {ENDED, badge, labels} from "./run-table.js";

/** What a run is. */
export function heading(run) {
  const facts = [h("a", {href: link("datasets", run.dataset)}, "Dataset"), `${number(run.parameters)} parameters`,
    run.parent && h("span", {}, "continues ", h("a", {href: link("runs", run.parent.run)}, `epoch ${run.parent.epoch} of another run`)),
    run.verifies && h("span", {}, "repeats ", h("a", {href: link("runs", run.verifies)}, "another run"), run.verification ? `: weights ${run.verification.equal ? "equal" : "differ"}` : ""),
    run.sweep && h("a", {href: link("sweeps", run.sweep)}, "a trial of a sweep"),
    run.stopReason && run.stopReason.toLowerCase().replaceAll("_", " ")];
  return h("hgroup", {}, h("h1", {}, run.name, " ", badge(run.status)),
    h("p", {}, facts.filter(Boolean).flatMap((fact, i) => i ? [" · ", fact] : [fact]), " ", labels(run.labels)));
}

/** How far it is. */
export function progress(run) {
  const {epoch, epochs, samplesPerSecond, remainingSeconds} = run.progress;
  const figures = [["Epoch", `${number(epoch)} / ${number(epochs)}`], ["Training loss", number(run.latest?.trainLoss)], ["Validation loss", number(run.latest?.valLoss)],
    ["Best", run.best ? `${number(run.best.value)} at ${number(run.best.epoch)}` : "–"], ["Speed", rate(samplesPerSecond)], ENDED.includes(run.status) ? ["Took", taken(run)] : ["Remaining", duration(remainingSeconds)]];
  return h("div", {}, h("progress", {value: epoch, max: epochs, "aria-label": "Epochs done"}),
    h("dl", {class: "figures"}, figures.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))),
    run.failure ? box(`${run.failure.code}: ${run.failure.detail}`) : null);
}

function taken({startedAt, finishedAt}) {
  return startedAt ? duration((new Date(finishedAt) - new Date(startedAt)) / 1000) : "–";
}

export function warnings({warnings: all}) {
  return all.length ? [h("details", {}, h("summary", {}, `${all.length} warning${all.length > 1 ? "s" : ""}`), h("ul", {}, all.map(warning => h("li", {}, warning.detail))))] : [];
}
