import {colour} from "./colours.js";

/** A small triangle at the bottom of a chart for each of these epochs that is in sight. */
export function drawMarks(plot, epochs) {
  const {ctx, bbox} = plot;
  ctx.save();
  ctx.fillStyle = colour(3);
  for (const epoch of epochs) {
    const x = plot.valToPos(epoch, "x", true);
    if (x >= bbox.left && x <= bbox.left + bbox.width) {
      const size = 5 * devicePixelRatio, y = bbox.top + bbox.height;
      ctx.beginPath();
      ctx.moveTo(x - size, y);
      ctx.lineTo(x + size, y);
      ctx.lineTo(x, y - 2 * size);
      ctx.fill();
    }
  }
  ctx.restore();
}
