import {command} from "../action.js";
import {get} from "../api.js";
import {choice, field, h} from "../dom.js";
import {link} from "../routes.js";
import {runTable} from "../run-table.js";

const STATUSES = ["QUEUED", "RUNNING", "PAUSED", "SUCCEEDED", "FAILED", "CANCELLED"];

/** All runs, the newest first; filtered by what stands in the address. */
export default async function runs(place, {query, signal}) {
  const chosen = new Set();
  const compare = h("a", {role: "button", "aria-disabled": "true"}, "Compare");
  const list = h("div");
  const more = h("button", {type: "button", class: "secondary", onclick: () => next()}, "Older ones");
  place.append(h("h1", {}, "Runs"), filters(query), list, h("p", {class: "actions"}, compare, more, command(() => ({method: "GET", path: path()}))));
  let cursor = null;
  await next();

  function path() {
    const wanted = new URLSearchParams(query);
    cursor && wanted.set("after", cursor);
    return `/runs?${wanted}`;
  }

  async function next() {
    const page = await get(path(), signal);
    list.append(page.data.length || cursor ? runTable(page.data, chosen, changed) : h("p", {}, "None yet. ", h("a", {href: "#/"}, "Three things to try")));
    cursor = page.nextCursor;
    more.hidden = cursor === null;
  }

  function changed() {
    if (chosen.size > 1) {
      compare.setAttribute("href", `#/compare?runs=${[...chosen].join(",")}`);
      compare.removeAttribute("aria-disabled");
    } else {
      compare.removeAttribute("href");
      compare.setAttribute("aria-disabled", "true");
    }
  }
}

function filters(query) {
  const status = choice({}, [["", "any"], ...STATUSES], query.get("status") ?? "");
  const label = h("input", {type: "search", placeholder: "team:demo", value: query.get("label") ?? ""});
  const go = () => {
    const wanted = new URLSearchParams(Object.entries({status: status.value, label: label.value}).filter(([, value]) => value));
    location.hash = `${link("runs")}?${wanted}`;
  };
  status.addEventListener("change", go);
  label.addEventListener("change", go);
  return h("form", {class: "row", onsubmit: event => event.preventDefault()}, field("Status", status), field("Label", label));
}
