/** Points in each direction: fine enough for the eye, few enough for two pictures a second. */
const SIDE = 60;

/** The points of a plane that a model is asked about, row by row from the top. */
export function grid({horizontal, vertical}) {
  const at = ({min, max}, i) => Number((min + (max - min) * i / (SIDE - 1)).toPrecision(6));
  return Array.from({length: SIDE * SIDE}, (_, k) => ({[horizontal.name]: at(horizontal, k % SIDE), [vertical.name]: at(vertical, SIDE - 1 - Math.floor(k / SIDE))}));
}

/** Paints a colour for each point of the grid and what lies between. @param colours gives red, green, blue and how opaque, of a point */
export function shade(ctx, {left, top, width, height}, colours) {
  const image = new OffscreenCanvas(SIDE, SIDE), small = image.getContext("2d");
  const pixels = small.createImageData(SIDE, SIDE);
  for (let k = 0; k < SIDE * SIDE; k++) {
    pixels.data.set(colours(k), 4 * k);
  }
  small.putImageData(pixels, 0, 0);
  const across = width / (SIDE - 1), down = height / (SIDE - 1);
  ctx.imageSmoothingEnabled = true;
  ctx.drawImage(image, left - across / 2, top - down / 2, width + across, height + down);
}

/** Draws the lines on which a value passes zero (marching squares). @param value of a point of the grid */
export function border(ctx, {left, top, width, height}, value) {
  ctx.beginPath();
  for (let row = 0; row < SIDE - 1; row++) {
    for (let column = 0; column < SIDE - 1; column++) {
      crossings(column, row, value).forEach(([x, y], i) => {
        const [px, py] = [left + x * width / (SIDE - 1), top + y * height / (SIDE - 1)];
        i % 2 ? ctx.lineTo(px, py) : ctx.moveTo(px, py);
      });
    }
  }
  ctx.stroke();
}

/** Where the lines cross the four sides of a cell: none, two or four places. */
function crossings(column, row, value) {
  const corners = [[0, 0], [1, 0], [1, 1], [0, 1]].map(([x, y]) => ({x: column + x, y: row + y, value: value((row + y) * SIDE + column + x)}));
  return corners.flatMap((from, i) => {
    const to = corners[(i + 1) % 4];
    if (from.value > 0 === to.value > 0) {
      return [];
    }
    const part = from.value / (from.value - to.value);
    return [[from.x + part * (to.x - from.x), from.y + part * (to.y - from.y)]];
  });
}

/** Where a name has most room among the points of its kind: the one farthest from all others. Null where the kind has none. */
export function roomiest(kinds, kind, {left, top, width, height}) {
  const others = [], own = [];
  kinds.forEach((one, k) => (one === kind ? own : others).push([k % SIDE, Math.floor(k / SIDE)]));
  let best = null, most = 0;
  for (const [x, y] of own) {
    let room = Math.min(x + 1, SIDE - x, 2 * (y + 1), 2 * (SIDE - y)) ** 2;
    for (let i = 0; i < others.length && room > most; i += 2) {
      room = Math.min(room, (others[i][0] - x) ** 2 + (others[i][1] - y) ** 2);
    }
    if (room > most) {
      [best, most] = [[left + x * width / (SIDE - 1), top + y * height / (SIDE - 1)], room];
    }
  }
  return best;
}
