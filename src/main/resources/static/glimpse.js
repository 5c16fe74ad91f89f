import {DARK} from "./colours.js";
import {h} from "./dom.js";

/** Pixels on the screen that a picture is at least wide. */
const LEAST = 64;

/**
 * Numbers as a person would see them: [channels, rows, columns] as a picture, in colours where there are three channels, [channels, length] as lines.
 *
 * @param range [least, most], by default those of the numbers
 * @param size  [width, height] of lines on the screen
 */
export function glimpse(numbers, dims, label, range = extent(numbers), size = [3 * LEAST, LEAST]) {
  const canvas = h("canvas", {role: "img", "aria-label": label});
  dims.length === 3 ? paint(canvas, numbers, dims, range) : trace(canvas, numbers, dims, range, size);
  return h("figure", {class: "glimpse"}, canvas, h("figcaption", {}, label));
}

export function extent(numbers) {
  return numbers.reduce(([least, most], value) => [Math.min(least, value ?? least), Math.max(most, value ?? most)], [Infinity, -Infinity]);
}

/** Pixel by pixel, several channels that are no colours one below the other. */
function paint(canvas, numbers, [channels, rows, columns], [least, most]) {
  const colours = channels === 3, stacked = colours ? 1 : channels, scale = Math.max(1, Math.round(LEAST / columns));
  const grey = value => 255 * ((value ?? least) - least) / (most - least || 1);
  Object.assign(canvas, {width: columns, height: rows * stacked});
  Object.assign(canvas.style, {width: `${columns * scale}px`, height: `${rows * stacked * scale}px`});
  const pixels = canvas.getContext("2d").createImageData(columns, rows * stacked);
  for (let i = 0; i < columns * rows * stacked; i++) {
    const at = channel => grey(numbers[colours ? channel * rows * columns + i : i]);
    pixels.data.set([at(0), at(1), at(2), 255], 4 * i);
  }
  canvas.getContext("2d").putImageData(pixels, 0, 0);
}

/** Every channel a line of its own brightness. */
function trace(canvas, numbers, [channels, length], [least, most], [wide, high]) {
  const ctx = canvas.getContext("2d");
  Object.assign(canvas, {width: wide * devicePixelRatio, height: high * devicePixelRatio});
  Object.assign(canvas.style, {width: `${wide}px`, height: `${high}px`});
  ctx.scale(devicePixelRatio, devicePixelRatio);
  for (let channel = 0; channel < channels; channel++) {
    ctx.strokeStyle = DARK.matches ? "#8ab4f8" : "#1a5fb4";
    ctx.globalAlpha = 1 - 0.7 * channel / channels;
    ctx.beginPath();
    for (let i = 0; i < length; i++) {
      const value = numbers[channel * length + i];
      value === null || ctx.lineTo(2 + i * (wide - 4) / Math.max(1, length - 1), high - 3 - (high - 6) * (value - least) / (most - least || 1));
    }
    ctx.stroke();
  }
}
