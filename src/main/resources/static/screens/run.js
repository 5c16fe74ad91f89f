import {action, command} from "../action.js";
import {get, path} from "../api.js";
import {box} from "../complaints.js";
import {Curve} from "../curve.js";
import {diagnosis} from "../diagnosis.js";
import {h} from "../dom.js";
import {follow} from "../follow.js";
import {Fork} from "../fork.js";
import {duration, number, rate} from "../format.js";
import {predictions} from "../predict.js";
import {link} from "../routes.js";
import {ENDED, badge, labels} from "../run-table.js";

const REFRESH_MILLIS = 500;

/** One run while it learns and afterwards. */
export default async function runScreen(place, {parts: [id], signal}) {
  const at = path("runs", id);
  let run = await get(at, signal);
  let checkpoints = [];
  let refreshing = null;
  let drawnState = "";

  const head = h("div"), progress = h("div"), actions = h("div", {class: "actions"}), findings = h("section", {"aria-live": "polite"}), lost = h("p", {class: "lost", role: "status", hidden: true}, "Connection lost, trying again …");
  const curve = new Curve(id, {signal, marks: () => checkpoints.map(checkpoint => checkpoint.epoch), picked: epoch => fork.pick(epoch)});
  const fork = new Fork(id, () => run, () => checkpoints);
  const tries = h("section");
  const spec = h("code");
  place.append(head, progress, lost, curve.element, actions, fork.element, findings, tries,
    h("details", {}, h("summary", {}, "Specification with all defaults"), h("pre", {tabindex: 0}, spec)), command(() => ({method: "GET", path: at})));
  show();
  const seq = await curve.load();
  await refresh();
  if (!ENDED.includes(run.status)) {
    follow(id, seq, happened, is => { lost.hidden = !is; }, signal);
  }

  function happened(event) {
    if (event.type === "epoch") {
      curve.add(event.data);
    }
    event.type === "end" ? refresh() : refreshSoon();
  }

  /** At most twice a second, however much happens. */
  function refreshSoon() {
    refreshing ??= setTimeout(refresh, REFRESH_MILLIS);
  }

  async function refresh() {
    clearTimeout(refreshing);
    try {
      run = await get(at, signal);
      checkpoints = await get(`${at}/checkpoints`, signal);
      if (curve.wantsLoad || ENDED.includes(run.status)) {
        await curve.load();
      }
      show();
      curve.redraw();
    } catch (failure) {
      lost.hidden = signal.aborted;
    } finally {
      refreshing = null;
    }
  }

  function show() {
    head.replaceChildren(heading(run));
    progress.replaceChildren(bar(run));
    findings.replaceChildren(...diagnosis(run, changes => fork.open(changes)));
    spec.textContent = JSON.stringify(run.effectiveSpec, null, 2);
    const state = run.allowedActions.join() + checkpoints.length;
    if (state !== drawnState) {
      drawnState = state;
      actions.replaceChildren(...verbs(run, at, refresh, fork));
      tries.replaceChildren(...(checkpoints.length ? [predictions(run)] : []));
    }
  }
}

function heading(run) {
  const facts = [h("a", {href: link("datasets", run.dataset)}, "Dataset"), `${number(run.parameters)} parameters`,
    run.parent && h("span", {}, "continues ", h("a", {href: link("runs", run.parent.run)}, `epoch ${run.parent.epoch} of another run`)),
    run.verifies && h("span", {}, "repeats ", h("a", {href: link("runs", run.verifies)}, "another run"), run.verification ? `: weights ${run.verification.equal ? "equal" : "differ"}` : ""),
    run.sweep && h("a", {href: link("sweeps", run.sweep)}, "a trial of a sweep"),
    run.stopReason && run.stopReason.toLowerCase().replaceAll("_", " ")];
  return h("hgroup", {}, h("h1", {}, run.name, " ", badge(run.status)),
    h("p", {}, facts.filter(Boolean).flatMap((fact, i) => i ? [" · ", fact] : [fact]), " ", labels(run.labels)));
}

function bar(run) {
  const {epoch, epochs, samplesPerSecond, remainingSeconds} = run.progress;
  const figures = [["Epoch", `${number(epoch)} / ${number(epochs)}`], ["Training loss", number(run.latest?.trainLoss)], ["Validation loss", number(run.latest?.valLoss)],
    ["Best", run.best ? `${number(run.best.value)} at ${number(run.best.epoch)}` : "–"], ["Speed", rate(samplesPerSecond)], ENDED.includes(run.status) ? ["Took", taken(run)] : ["Remaining", duration(remainingSeconds)]];
  return h("div", {}, h("progress", {value: epoch, max: epochs, "aria-label": "Epochs done"}),
    h("dl", {class: "figures"}, figures.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))),
    run.failure ? box(`${run.failure.code}: ${run.failure.detail}`) : null,
    run.warnings.length ? h("details", {}, h("summary", {}, `${run.warnings.length} warning${run.warnings.length > 1 ? "s" : ""}`), h("ul", {}, run.warnings.map(warning => h("li", {}, warning.detail ?? String(warning))))) : null);
}

function taken({startedAt, finishedAt}) {
  return startedAt ? duration((new Date(finishedAt) - new Date(startedAt)) / 1000) : "–";
}

function verbs(run, at, refresh, fork) {
  const simple = {pause: "Pause", resume: "Resume", cancel: "Cancel", verify: "Train again to verify"};
  const all = Object.entries(simple).filter(([verb]) => run.allowedActions.includes(verb)).map(([verb, label]) =>
    action(label, () => ({method: "POST", path: `${at}/${verb}`}), answer => verb === "verify" ? location.hash = link("runs", answer.id) : refresh(), {secondary: true}));
  if (run.allowedActions.includes("fork")) {
    all.unshift(h("button", {type: "button", onclick: () => fork.open({})}, "Fork"));
  }
  if (run.allowedActions.includes("delete")) {
    all.push(action("Delete", () => ({method: "DELETE", path: at}), () => { location.hash = link("runs"); }, {secondary: true, confirm: `Delete ${run.name}?`}));
  }
  return all;
}
