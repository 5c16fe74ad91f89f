import {action, command} from "../action.js";
import {get} from "../api.js";
import {choice, field, h, table} from "../dom.js";
import {bytes, number, time} from "../format.js";
import {Preview} from "../preview.js";
import {link} from "../routes.js";

const GENERATORS = ["moons", "circles", "spirals", "blobs", "xor", "linear", "polynomial", "sine"];

/** All datasets, and two ways to a new one: a file, seen through before it is stored, or a generator. */
export default async function datasets(place, {signal}) {
  const preview = h("div");
  place.append(h("h1", {}, "Datasets"), dropZone(file => preview.replaceChildren(new Preview(file, signal).element)), preview, generator());
  const {data} = await get("/datasets?limit=500", signal);
  place.append(h("h2", {}, "Stored"), data.length ? table("Datasets", ["Name", "Rows", "Columns", "Size", "Created"], data.map(dataset => [
    h("a", {href: link("datasets", dataset.id)}, dataset.name), number(dataset.rows), number(dataset.columns.length), bytes(dataset.bytes), time(dataset.createdAt)])) : h("p", {}, "None yet."),
  command(() => ({method: "GET", path: "/datasets"})));
}

function dropZone(chosen) {
  const input = h("input", {type: "file", id: "file", accept: ".csv,.tsv,.txt,.jsonl,.ndjson,.gz", onchange: () => input.files[0] && chosen(input.files[0])});
  const zone = h("div", {class: "drop"}, h("label", {for: "file"}, h("strong", {}, "Drop a file here, or choose one"), h("br"), "CSV, TSV or JSON Lines, also gzipped. Nothing is stored before you say so."), input);
  ["dragenter", "dragover"].forEach(type => zone.addEventListener(type, event => {
    event.preventDefault();
    zone.classList.add("over");
  }));
  ["dragleave", "drop"].forEach(type => zone.addEventListener(type, () => zone.classList.remove("over")));
  zone.addEventListener("drop", event => {
    event.preventDefault();
    event.dataTransfer.files[0] && chosen(event.dataTransfer.files[0]);
  });
  return zone;
}

function generator() {
  const type = choice({}, GENERATORS), rows = h("input", {type: "number", min: 1, value: 1000}), noise = h("input", {type: "number", min: 0, step: 0.05, value: 0.1}),
    seed = h("input", {type: "number", value: 7}), name = h("input", {placeholder: "moons"});
  const body = () => ({name: name.value || type.value, generator: {type: type.value, rows: Number(rows.value), noise: Number(noise.value), seed: Number(seed.value)}});
  return h("details", {}, h("summary", {}, "Make one up"), h("div", {class: "row"}, field("Kind", type), field("Rows", rows), field("Noise", noise), field("Seed", seed), field("Name", name)),
    action("Make it", () => ({method: "POST", path: "/datasets", body: body()}), dataset => { location.hash = link("datasets", dataset.id); }));
}
