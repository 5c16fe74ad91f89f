import {command} from "../action.js";
import {get} from "../api.js";
import {h, table} from "../dom.js";
import {time} from "../format.js";
import {link} from "../routes.js";
import {badge} from "../run-table.js";

/** All sweeps, the newest first. */
export default async function sweeps(place, {signal}) {
  const {data} = await get("/sweeps?limit=500", signal);
  place.append(h("hgroup", {}, h("h1", {}, "Sweeps"), h("p", {}, "One request, many settings. ", h("a", {href: "#/new-run?sweep"}, "New sweep"))),
    data.length ? table("Sweeps", ["Name", "Status", "Search", "Trials ended", "Created"], data.map(sweep => [
      h("a", {href: link("sweeps", sweep.id)}, sweep.name), badge(sweep.status), sweep.search.type, `${sweep.trials.ended} / ${sweep.trials.total}`, time(sweep.createdAt)])) : h("p", {}, "None yet."),
    command(() => ({method: "GET", path: "/sweeps"})));
}
