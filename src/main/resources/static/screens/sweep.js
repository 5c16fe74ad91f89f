import {action, command} from "../action.js";
import {get, path} from "../api.js";
import {h, table} from "../dom.js";
import {number} from "../format.js";
import {parallel} from "../parallel.js";
import {link} from "../routes.js";
import {badge} from "../run-table.js";

const REFRESH_MILLIS = 1000;
const BEST = 6;

/** The leaderboard of a sweep, and how its settings went together with what came out. */
export default async function sweepScreen(place, {parts: [id], signal}) {
  const at = path("sweeps", id);
  const head = h("div"), board = h("div"), picture = h("div"), actions = h("div", {class: "actions"});
  let sweep = await get(at, signal);
  place.append(head, actions, board, picture, command(() => ({method: "GET", path: at})));
  actions.append(h("a", {role: "button", href: `#/compare?runs=${sweep.leaderboard.slice(0, BEST).map(entry => entry.run).join(",")}`}, "Compare the best"));
  const cancel = action("Cancel", () => ({method: "POST", path: `${at}/cancel`}), refresh, {secondary: true});
  actions.append(cancel);
  show();
  again();

  function isOver() {
    return ["SUCCEEDED", "CANCELLED"].includes(sweep.status);
  }

  async function refresh() {
    sweep = await get(at, signal);
    show();
  }

  function again() {
    if (!isOver() && !signal.aborted) {
      setTimeout(() => refresh().catch(() => {}).then(again), REFRESH_MILLIS);
    }
  }

  function show() {
    cancel.hidden = isOver();
    const {objective, trials, leaderboard} = sweep;
    const pointers = [...new Set(leaderboard.flatMap(entry => Object.keys(entry.parameters)))];
    head.replaceChildren(h("hgroup", {}, h("h1", {}, sweep.name, " ", badge(sweep.status)),
      h("p", {}, `${sweep.search.type}, ${objective.direction} ${objective.metric} · ${trials.ended} of ${trials.total} trials ended, ${trials.running} under way`)),
      h("progress", {value: trials.ended, max: trials.total, "aria-label": "Trials ended"}));
    board.replaceChildren(table("Leaderboard", ["Rank", objective.metric, ...pointers.map(pointer => h("code", {}, pointer)), "Stopped after", "Run"], leaderboard.map(entry => [
      String(entry.rank), number(entry.value), ...pointers.map(pointer => text(entry.parameters[pointer])), entry.stoppedAtRung === null ? "–" : `epoch ${entry.stoppedAtRung}`,
      h("a", {href: link("runs", entry.run), "aria-label": `Run of rank ${entry.rank}`}, "open")])));
    picture.replaceChildren(parallel(leaderboard, pointers, objective.metric));
  }
}

const text = value => typeof value === "number" ? number(value) : JSON.stringify(value ?? null);
