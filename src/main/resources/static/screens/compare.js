import {command} from "../action.js";
import {get, path} from "../api.js";
import {Chart} from "../chart.js";
import {choice, h, table} from "../dom.js";
import {link, remember} from "../routes.js";
import {ENDED, runTable} from "../run-table.js";

const REFRESH_MILLIS = 1000;

/** Runs side by side: one curve each, and where their specifications differ. */
export default async function compare(place, {query, signal}) {
  const ids = (query.get("runs") ?? "").split(",").filter(Boolean);
  const recipe = query.get("recipe") && await get(path("recipes", query.get("recipe")), signal);
  const figure = choice({"aria-label": "Figure", class: "figure", onchange: () => {
    remember({figure: figure.value});
    draw();
  }}, []);
  const chart = new Chart({signal, label: "Curves of the runs", controls: [figure]});
  const list = h("section"), differences = h("section");
  place.append(h("h1", {}, recipe ? recipe.title : `${ids.length} runs side by side`), recipe ? h("p", {}, recipe.look) : "", chart.element, list, differences,
    command(() => [comparisons(), metrics()].map(path => ({method: "GET", path}))));
  let runs = await load();
  offer();
  await draw();
  differ(await get(comparisons(), signal));
  again();

  function load() {
    return Promise.all(ids.map(id => get(path("runs", id), signal)));
  }

  function comparisons() {
    return `/comparisons?runs=${ids.join(",")}`;
  }

  function metrics() {
    return `/metrics?runs=${ids.join(",")}&names=${figure.value}&maxPoints=1000`;
  }

  async function draw() {
    const {epochs, series} = await get(metrics(), signal);
    list.replaceChildren(runTable(runs));
    epochs.length && chart.draw(names(runs), [epochs, ...ids.map(id => series.find(one => one.run === id)?.values ?? epochs.map(() => null))]);
  }

  /** Metrics are known when an epoch has ended. Without validation everywhere, the training loss is what all have. */
  function offer() {
    const offered = ["valLoss", "trainLoss", ...new Set(runs.flatMap(run => Object.keys(run.latest?.metrics ?? {}))), "learningRate", "gradientNorm"];
    if (offered.length !== figure.options.length) {
      const chosen = figure.value || query.get("figure") || (runs.every(run => run.effectiveSpec.validation) ? "valLoss" : "trainLoss");
      figure.replaceChildren(...offered.map(name => h("option", {value: name, selected: name === chosen}, name)));
    }
  }

  function again() {
    if (!signal.aborted && runs.some(run => !ENDED.includes(run.status))) {
      setTimeout(async () => {
        try {
          runs = await load();
          offer();
          await draw();
        } catch (failure) {
          // The service may be starting again: the next time tells.
        }
        again();
      }, REFRESH_MILLIS);
    }
  }

  function differ({differences: all}) {
    differences.replaceChildren(h("h2", {}, "Where they differ"), all.length ? table("Differences of the specifications", ["Place", ...runs.map(run => h("a", {href: link("runs", run.id)}, run.name))],
      all.map(({pointer, values}) => [h("code", {}, pointer), ...ids.map(id => h("code", {}, brief(values[id])))])) : h("p", {}, "Nowhere: their specifications are equal."));
  }
}

/** Names need not be unique. */
function names(runs) {
  return runs.map((run, i) => runs.some((other, j) => j < i && other.name === run.name) ? `${run.name} (${i + 1})` : run.name);
}

function brief(value) {
  return value === null || value === undefined ? "–" : typeof value === "string" ? value : JSON.stringify(value);
}
