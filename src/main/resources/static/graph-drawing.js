import {svg} from "./dom.js";

const LETTER = 7.4, LINE = 17, PAD = 10, GAP = 16, NARROW = 60, WIDE = 110;
const LONGEST = 30;

/**
 * Boxes with lines of text, arrows from left to right: a box stands right of all that lead to it.
 *
 * @param boxes  {lines, given} where given ones are not computed
 * @param arrows {from, to, label} by position
 */
export function drawing(boxes, arrows, label) {
  const columns = arranged(boxes, arrows), gap = arrows.some(arrow => arrow.label) ? WIDE : NARROW;
  const sizes = boxes.map(({lines}) => ({width: Math.max(...lines.map(line => cut(line).length)) * LETTER + 2 * PAD, height: lines.length * LINE + PAD}));
  const heights = columns.map(column => column.reduce((sum, i) => sum + sizes[i].height + GAP, GAP)), height = Math.max(...heights);
  const places = [];
  let x = GAP;
  columns.forEach((column, depth) => {
    const widest = Math.max(...column.map(i => sizes[i].width));
    let y = (height - heights[depth]) / 2 + GAP;
    for (const i of column) {
      places[i] = {x: x + (widest - sizes[i].width) / 2, y, ...sizes[i]};
      y += sizes[i].height + GAP;
    }
    x += widest + gap;
  });
  const width = x - gap + GAP;
  return svg("svg", {class: "graph", viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": label},
    ...arrows.map(({from, to}) => arrow(places[from], places[to])), ...boxes.flatMap((box, i) => drawn(box, places[i])), ...arrows.flatMap(one => one.label ? [weight(places[one.from], places[one.to], one.label, 0.24 + 0.11 * (one.to % 3))] : []));
}

/** Positions by column. What is given stands right before what needs it first. */
function arranged(boxes, arrows) {
  const depth = boxes.map(() => 0);
  for (const {from, to} of arrows) {
    depth[to] = Math.max(depth[to], depth[from] + 1);
  }
  boxes.forEach(({given}, i) => {
    const next = arrows.filter(({from}) => from === i).map(({to}) => depth[to]);
    depth[i] = given && next.length ? Math.min(...next) - 1 : depth[i];
  });
  return [...new Set(depth)].sort((a, b) => a - b).map(column => depth.flatMap((one, i) => one === column ? [i] : []));
}

function drawn({lines, given}, {x, y, width, height}) {
  return [svg("rect", {x, y, width, height, rx: given ? 14 : 4, class: given ? "given" : "computed"}),
    ...lines.map((line, i) => svg("text", {x: x + width / 2, y: y + LINE * (i + 1), "text-anchor": "middle", "font-weight": i ? 400 : 600}, cut(line)))];
}

function arrow(from, to) {
  const [x1, y1, x2, y2] = [from.x + from.width, from.y + from.height / 2, to.x, to.y + to.height / 2];
  return svg("path", {d: `M${x1} ${y1}L${x2} ${y2}M${x2 - 7} ${y2 - 4}L${x2} ${y2}L${x2 - 7} ${y2 + 4}`});
}

/** @param part of the way, other than that of neighbours, which would meet */
function weight(from, to, label, part) {
  const [x1, y1, x2, y2] = [from.x + from.width, from.y + from.height / 2, to.x, to.y + to.height / 2];
  return svg("text", {x: x1 + part * (x2 - x1), y: y1 + part * (y2 - y1) + 4, "text-anchor": "middle", class: "weight"}, label);
}

const cut = line => line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
