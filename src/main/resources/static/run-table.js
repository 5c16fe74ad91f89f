import {h, table} from "./dom.js";
import {duration, number, time} from "./format.js";
import {link} from "./routes.js";

export const ENDED = ["SUCCEEDED", "FAILED", "CANCELLED"];

export function badge(status) {
  return h("span", {class: "badge", "data-status": status}, status.toLowerCase());
}

/** Runs, one a row. @param chosen a set of ids that the first column puts runs into; left out without one */
export function runTable(runs, chosen = null, changed = () => {}) {
  return table("Runs", [...(chosen ? ["Compare"] : []), "Name", "Status", "Epoch", "Loss", "Labels", "Created"], runs.map(run => [
    ...(chosen ? [tick(run, chosen, changed)] : []),
    h("a", {href: link("runs", run.id)}, run.name),
    badge(run.status),
    `${number(run.progress.epoch)} / ${number(run.progress.epochs)}`,
    loss(run),
    labels(run.labels),
    h("time", {datetime: run.createdAt, title: `took ${taken(run)}`}, time(run.createdAt)),
  ]));
}

export function labels(all) {
  return h("span", {}, Object.entries(all).map(([name, value]) => h("span", {class: "label", title: `${name}: ${value}`}, `${name}: ${value}`)));
}

function tick(run, chosen, changed) {
  return h("input", {type: "checkbox", "aria-label": `Compare ${run.name}`, checked: chosen.has(run.id), onchange: event => {
    event.target.checked ? chosen.add(run.id) : chosen.delete(run.id);
    changed();
  }});
}

function loss({latest}) {
  return latest === null ? "–" : number(latest.valLoss ?? latest.trainLoss);
}

function taken({startedAt, finishedAt}) {
  return startedAt && finishedAt ? duration((new Date(finishedAt) - new Date(startedAt)) / 1000) : "no time yet";
}
