import {action, command} from "../action.js";
import {get, path} from "../api.js";
import {field, h} from "../dom.js";
import {Leaderboard} from "../leaderboard.js";
import {parallel} from "../parallel.js";
import {link} from "../routes.js";
import {badge} from "../run-table.js";

const REFRESH_MILLIS = 1000;
const BEST = 6;

/** A sweep while it goes on and afterwards: how its settings went together with what came out, and its leaderboard. */
export default async function sweepScreen(place, {parts: [id], signal}) {
  const at = path("sweeps", id);
  const said = h("p", {role: "status"}), title = h("h1"), progress = h("progress", {"aria-label": "Trials ended"}), picture = h("div");
  const lost = h("p", {class: "lost", role: "status", hidden: true}, "Connection lost, trying again …");
  const board = new Leaderboard(picture);
  const compare = h("a", {role: "button"}, "Compare the best");
  const cancel = action("Cancel", () => ({method: "POST", path: `${at}/cancel`}), refresh, {secondary: true, confirm: "Cancel all trials that have not ended?"});
  const count = h("input", {type: "number", min: 1, value: 10});
  const more = h("details", {}, h("summary", {}, "Add trials"), h("p", {}, "They are the ones that a larger sweep would have had next."), field("Trials", count, {pointer: "/trials"}),
    action("Add them", () => ({method: "POST", path: `${at}/trials`, body: {trials: Number(count.value)}}), added));
  const remove = action("Delete", () => ({method: "DELETE", path: at}), () => { location.hash = link("sweeps"); }, {secondary: true, confirm: "Delete this sweep? Its runs stay."});
  let sweep = await get(at, signal), following = false;
  place.append(h("hgroup", {}, title, said), progress, lost, h("div", {class: "actions"}, compare, cancel, remove), more, picture, board.element, command(() => ({method: "GET", path: at})));
  show();
  again();

  function isOver() {
    return ["SUCCEEDED", "CANCELLED"].includes(sweep.status);
  }

  async function refresh() {
    sweep = await get(at, signal);
    show();
  }

  async function added() {
    await refresh();
    again();
  }

  function again() {
    if (!isOver() && !signal.aborted && !following) {
      following = true;
      setTimeout(() => refresh().then(() => { lost.hidden = true; }, () => { lost.hidden = false; }).then(() => {
        following = false;
        again();
      }), REFRESH_MILLIS);
    }
  }

  function show() {
    const {objective, trials, leaderboard, search, status} = sweep;
    const pointers = Object.keys(search.parameters);
    cancel.hidden = isOver();
    remove.hidden = !isOver();
    more.hidden = search.type === "grid" || status.startsWith("CANCEL");
    title.replaceChildren(sweep.name, " ", badge(status));
    said.textContent = `${search.type}, ${objective.direction} ${objective.metric} · ${trials.ended} of ${trials.total} trials ended, ${trials.running} under way`;
    Object.assign(progress, {value: trials.ended, max: trials.total});
    const best = leaderboard.filter(entry => entry.value !== null).slice(0, BEST).map(entry => entry.run);
    best.length ? compare.setAttribute("href", `#/compare?runs=${best.join(",")}`) : compare.removeAttribute("href");
    board.draw(leaderboard, pointers, objective.metric) && picture.replaceChildren(parallel(leaderboard, pointers, objective.metric, run => { location.hash = link("runs", run); }));
  }
}
