import {action, command} from "../action.js";
import {get, path, saved, url} from "../api.js";
import {h, table} from "../dom.js";
import {commonest, histogramOf} from "../distribution.js";
import {bytes, number} from "../format.js";
import {link} from "../routes.js";
import {rowsSeen} from "../rows-seen.js";

/** Rows that a histogram is drawn from. */
const SAMPLE = 500;
const SHOWN = 10;

/** One dataset: its columns, how their values lie, and its first rows. */
export default async function dataset(place, {parts: [id], signal}) {
  const at = path("datasets", id);
  const [{name, rows, columns, bytes: size, warnings}, {data: sample}] = await Promise.all([get(at, signal), get(`${at}/rows?limit=${SAMPLE}`, signal)]);
  place.append(h("hgroup", {}, h("h1", {}, name), h("p", {}, `${number(rows)} rows, ${columns.length} columns, ${bytes(size)} compressed`)),
    h("div", {class: "actions"}, h("a", {role: "button", href: `#/new-run?dataset=${id}`}, "Train on it"), h("a", {href: `#/runs?dataset=${id}`, role: "button", class: "secondary"}, "Its runs"),
      h("a", {href: url(`${at}/content`), download: `${name}.csv`, onclick: event => saved(event, `${at}/content`), role: "button", class: "secondary"}, "Download"),
      action("Delete", () => ({method: "DELETE", path: at}), () => { location.hash = link("datasets"); }, {secondary: true, confirm: `Delete ${name}?`})),
    warnings.length ? h("ul", {}, warnings.map(warning => h("li", {}, `${warning.column}: ${warning.detail}`))) : "",
    rowsSeen(columns, sample) ?? "",
    table("Columns", ["Column", "Type", "Missing", "Values", rows > SAMPLE ? `First ${SAMPLE} rows` : "How they lie"], columns.map(column => [
      column.name, column.type, number(column.missing), summary(column), column.type === "numeric" ? histogramOf(column.name, sample.map(row => row[column.name])) : commonest(column.categories, column.distinct)])),
    h("details", {}, h("summary", {}, "First rows"), table("First rows", columns.map(column => column.name),
      sample.slice(0, SHOWN).map(row => columns.map(column => row[column.name] === null ? "" : String(row[column.name]))))),
    command(() => ({method: "GET", path: at})));
}

function summary({type, min, max, mean, std, quantiles, distinct}) {
  return type === "numeric" ? `${number(min)} … ${number(max)}; mean ${number(mean)} ± ${number(std)}; half of them ${number(quantiles?.q25)} … ${number(quantiles?.q75)}` : `${number(distinct)} different ones`;
}
