import {choice, field, h} from "./dom.js";
import {extent, glimpse} from "./glimpse.js";

const SHOWN = 24, FEWEST = 16;

/** Rows of a dataset of pictures or signals, drawn; null where its columns are neither. */
export function rowsSeen(columns, rows) {
  const names = columns.filter(({name, type}) => type === "numeric" && /\d$/.test(name)).map(({name}) => name);
  // Numbered columns of one name, such as x1 … x64 or pixel_0_0 … pixel_7_7.
  if (names.length < FEWEST || new Set(names.map(name => name.replace(/[\d_.]+$/, ""))).size > 1) {
    return null;
  }
  const label = columns.find(({name}) => name === "label" || name === "target") ?? columns.find(({name}) => !names.includes(name));
  const shapes = possible(names.length), drawn = h("div", {class: "glimpses"});
  const shape = choice({onchange: draw}, shapes.map(dims => [dims.join("×"), described(dims)]), shapes[0].join("×"));
  draw();
  return h("section", {class: "rows-seen"}, h("h2", {}, "What the rows look like"), field("Shape", shape, {hint: "The inputShape of a model that reads them so"}), drawn);

  function draw() {
    const dims = shape.value.split("×").map(Number), some = rows.slice(0, SHOWN).map(row => names.map(name => row[name])), range = extent(some.flat());
    drawn.replaceChildren(...some.map((numbers, i) => glimpse(numbers, dims, label ? `${label.name} ${rows[i][label.name] ?? "missing"}` : `row ${i + 1}`, range)));
  }
}

const described = dims => dims.length === 3 ? `${dims[1]} × ${dims[2]} pixels${dims[0] === 3 ? " in colour" : ""} — [${dims.join(", ")}]` : `a signal of ${dims[1]} values — [${dims.join(", ")}]`;

/** Squares first, in grey or in colour; whatever it is, it can be a signal. */
function possible(count) {
  const squares = [1, 3].map(channels => [channels, Math.sqrt(count / channels), Math.sqrt(count / channels)]).filter(([, side]) => Number.isInteger(side));
  return [...squares, [1, count]];
}
