import {action, command} from "../action.js";
import {get, path} from "../api.js";
import {Curve} from "../curve.js";
import {diagnosis} from "../diagnosis.js";
import {h} from "../dom.js";
import {follow} from "../follow.js";
import {Fork} from "../fork.js";
import {Learned} from "../learned.js";
import {predictions} from "../predict.js";
import {link} from "../routes.js";
import {heading, progress, warnings} from "../run-facts.js";
import {ENDED} from "../run-table.js";
import {isSeen, seen} from "../seen.js";

const REFRESH_MILLIS = 500;
const AGAIN_MILLIS = 2000;

/** One run while it learns and afterwards. */
export default async function runScreen(place, {parts: [id], query, signal}) {
  const at = path("runs", id);
  let run, checkpoints = [];
  let refreshing = null, whole = false;
  const drawn = {};

  const head = h("div"), figures = h("div"), warned = h("div"), actions = h("div", {class: "actions"}), findings = h("section", {"aria-live": "polite"}), tries = h("section"), looked = h("section"), spec = h("code");
  const lost = h("p", {class: "lost", role: "status", hidden: true}, "Connection lost, trying again …");
  const curve = new Curve(id, {signal, figure: query.get("figure"), marks: () => checkpoints.map(checkpoint => checkpoint.epoch), picked: epoch => fork.pick(epoch)});
  const fork = new Fork(id, () => run, () => checkpoints);
  const learned = new Learned(id, query.get("epoch"), signal);
  place.append(head, figures, warned, lost, curve.element, actions, fork.element, learned.element, looked, findings, tries,
    h("details", {}, h("summary", {}, "Specification with all defaults"), h("pre", {tabindex: 0}, spec)), command(() => [at, `${at}/epochs?maxPoints=500`, `${at}/checkpoints`, `${at}/events`].map(path => ({method: "GET", path}))));
  const [seq] = await Promise.all([curve.load(), look()]);
  if (!ENDED.includes(run.status)) {
    follow(id, seq, happened, is => { lost.hidden = !is; }, signal);
  } else if (curve.last?.epoch !== run.progress.epoch) {
    await curve.load();
  }

  async function look() {
    [run, checkpoints] = await Promise.all([get(at, signal), get(`${at}/checkpoints`, signal)]);
    show();
    curve.redraw();
  }

  function happened(event) {
    if (event.type === "epoch") {
      curve.add(event.data);
    }
    event.type === "end" ? refresh(true) : refreshSoon();
  }

  /** At most twice a second, however much happens. */
  function refreshSoon() {
    refreshing ??= setTimeout(refresh, REFRESH_MILLIS);
  }

  /** @param ended whether the curve is read once more as a whole */
  async function refresh(ended = false) {
    clearTimeout(refreshing);
    refreshing = null;
    whole ||= ended;
    try {
      await look();
      if (whole || curve.wantsLoad) {
        await curve.load();
        whole = false;
      }
      lost.hidden = true;
    } catch (failure) {
      if (!signal.aborted) {
        lost.hidden = false;
        refreshing ??= setTimeout(refresh, AGAIN_MILLIS);
      }
    }
  }

  function show() {
    head.replaceChildren(heading(run));
    figures.replaceChildren(progress(run));
    learned.update(run, checkpoints);
    spec.textContent = JSON.stringify(run.effectiveSpec, null, 2);
    whenOther("warnings", run.warnings, () => warned.replaceChildren(...warnings(run)));
    whenOther("diagnosis", [run.diagnosis, run.allowedActions], () => findings.replaceChildren(...diagnosis(run, changes => fork.open(changes))));
    whenOther("actions", run.allowedActions, () => actions.replaceChildren(...verbs(run, at, () => refresh(), fork)));
    whenOther("seen", ENDED.includes(run.status) && checkpoints.length > 0 && isSeen(run.effectiveSpec), lookAtRows);
    whenOther("predictions", checkpoints.length > 0, () => tries.replaceChildren(...(checkpoints.length ? [predictions(run)] : [])));
  }

  /** Once it has ended; without its dataset there is nothing to look at. */
  async function lookAtRows() {
    if (ENDED.includes(run.status) && checkpoints.length && isSeen(run.effectiveSpec)) {
      try {
        looked.replaceChildren(await seen(run, checkpoints, signal));
      } catch (failure) {
        signal.aborted || looked.replaceChildren(h("p", {}, h("small", {}, "Its rows cannot be looked at: the dataset is gone, or the service is away.")));
      }
    }
  }

  /** What has not changed stays as the person has left it: opened, filled in, read aloud. */
  function whenOther(part, content, draw) {
    const text = JSON.stringify(content);
    if (drawn[part] !== text) {
      drawn[part] = text;
      draw();
    }
  }
}

function verbs(run, at, refresh, fork) {
  const simple = {pause: "Pause", resume: "Resume", cancel: "Cancel", verify: "Train again to verify"};
  const all = Object.entries(simple).filter(([verb]) => run.allowedActions.includes(verb)).map(([verb, label]) =>
    action(label, () => ({method: "POST", path: `${at}/${verb}`}), answer => verb === "verify" ? location.hash = link("runs", answer.id) : refresh(), {secondary: true}));
  if (run.allowedActions.includes("fork")) {
    all.unshift(h("button", {type: "button", onclick: () => fork.open({})}, "Fork"));
  }
  all.push(h("a", {role: "button", class: "secondary", href: `${link("new-run")}?from=${run.id}`}, "Use as a template"));
  all.push(h("a", {role: "button", class: "secondary", href: link("runs", run.id, "graph")}, "Computation graph"));
  if (run.allowedActions.includes("delete")) {
    all.push(action("Delete", () => ({method: "DELETE", path: at}), () => { location.hash = link("runs"); }, {secondary: true, confirm: `Delete ${run.name}?`}));
  }
  return all;
}
