import {action, command} from "../action.js";
import {get, path} from "../api.js";
import {h} from "../dom.js";

/** The lecture, one recipe after the other. */
export default async function recipes(place, {query, signal}) {
  const {data} = await get("/recipes", signal);
  place.append(h("hgroup", {}, h("h1", {}, "Recipes"), h("p", {}, "Each sends the requests that it shows, and puts its runs side by side.")), ...data.map(recipe), command(() => ({method: "GET", path: "/recipes"})));
  const shown = place.querySelector(`#${CSS.escape(query.get("show") ?? "none")}`);
  shown?.scrollIntoView();
}

function recipe({id, title, look, requests}) {
  const answers = h("div", {"aria-live": "polite"});
  return h("article", {id}, h("h2", {}, h("a", {href: `#/recipes?show=${id}`, class: "contrast"}, title)), h("p", {}, look),
    h("details", {}, h("summary", {}, `${requests.length} requests`), requests.map(request =>
      h("pre", {tabindex: 0}, h("code", {}, `${request.method} /api/v1${request.path}\n${JSON.stringify(request.body, null, 2)}`)))),
    h("footer", {}, action("Start", () => ({method: "POST", path: path("recipes", id, "runs")}), started => show(started, answers)), answers));
}

/** Runs are looked at side by side; what was answered at once stands here. */
function show({recipe: id, runs, answers}, place) {
  if (runs.length) {
    location.hash = `#/compare?recipe=${id}&runs=${runs.map(run => run.id).join(",")}`;
  } else {
    place.replaceChildren(...answers.map(answer => h("details", {open: answers.length < 3}, h("summary", {}, `Answer of ${answer.path}`),
      h("pre", {tabindex: 0}, h("code", {}, JSON.stringify(answer.body, null, 2))))));
  }
}
