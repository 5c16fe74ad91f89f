import {action, command} from "../action.js";
import {get} from "../api.js";
import {h} from "../dom.js";
import {link} from "../routes.js";
import {runTable} from "../run-table.js";

const SPIRALS = {name: "two spirals", generator: {type: "spirals", rows: 8000, noise: 0.05, seed: 7}};
const FIRST_RUN = {
  name: "first descent", dataset: SPIRALS.name, target: "label",
  model: {layers: [{type: "dense", units: 32, activation: "tanh"}, {type: "dense", units: 32, activation: "tanh"}, {type: "dense"}]},
  optimizer: {type: "adam", learningRate: 0.003}, epochs: 600, seed: 42, checkpoint: {everySeconds: 0.2, keepLatest: 100},
};

/** Three things to try; and what was last done here. */
export default async function welcome(place, {signal}) {
  const {data: runs} = await get("/runs?limit=5", signal);
  place.append(
    h("hgroup", {}, h("h1", {}, runs.length ? "Descent" : "Welcome to Descent"),
      h("p", {}, "It trains neural networks and shows how they learn.", runs.length ? "" : " Nothing has been trained here yet: three things to try.")),
    h("div", {class: "cards"},
      card("Watch a loss fall", "Makes two interleaved spirals of 8,000 points, trains a network with two hidden layers to tell them apart, and shows it while it learns.",
        action("Start and watch", start, run => { location.hash = link("runs", run.id); })),
      card("Bring your own table", "Drop a CSV file, see what was understood of it before anything is stored, choose what to predict, and train.",
        h("a", {href: link("datasets"), role: "button", class: "secondary"}, "Choose a file")),
      card("Follow the lecture", "Gradient descent, the chain rule, XOR, seven optimizers side by side: each recipe is one click and says what to look at.",
        h("a", {href: link("recipes"), role: "button", class: "secondary"}, "See the recipes"))));
  if (runs.length) {
    place.append(h("h2", {}, "Latest runs"), runTable(runs), command(() => ({method: "GET", path: "/runs?limit=5"})), h("p", {}, h("a", {href: link("runs")}, "All runs")));
  }
}

/** The second time the spirals are there already. */
function start() {
  return [{method: "POST", path: "/datasets", body: SPIRALS, mayExist: true}, {method: "POST", path: "/runs", body: FIRST_RUN}];
}

function card(title, text, control) {
  return h("article", {}, h("h2", {}, title), h("p", {}, text), h("footer", {}, control));
}
