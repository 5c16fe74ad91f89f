import {DARK} from "./colours.js";
import {h} from "./dom.js";
import {number} from "./format.js";

const LEFT = 58, RIGHT = 14, TOP = 10, BOTTOM = 44;
const HIGHEST = 440;

/**
 * Two axes in the units of what they show, on a canvas that is sharp on every screen.
 *
 * @param x     {name, min, max}, as y
 * @param paint is given the context, cut off at the axes, and this plane
 */
export class Plane {

  #paint;
  #ctx;
  #drawing = 0;
  #canvas = h("canvas", {role: "img", class: "plane"});
  element = h("div", {class: "plane-box"}, this.#canvas);

  constructor(x, y, paint, signal) {
    Object.assign(this, {horizontal: x, vertical: y});
    this.#paint = paint;
    this.#ctx = this.#canvas.getContext("2d");
    const resized = new ResizeObserver(() => this.draw());
    resized.observe(this.element);
    DARK.addEventListener("change", () => this.draw(), {signal});
    signal.addEventListener("abort", () => {
      resized.disconnect();
      cancelAnimationFrame(this.#drawing);
    });
  }

  /** With the next picture of the screen. */
  draw() {
    this.#drawing ||= requestAnimationFrame(() => {
      this.#drawing = 0;
      this.element.clientWidth && this.#drawAll();
    });
  }

  /** What the picture says, for those who do not see it. */
  describe(text) {
    this.#canvas.setAttribute("aria-label", text);
  }

  /** Pixels from the left. */
  x(value) {
    return this.left + (value - this.horizontal.min) / (this.horizontal.max - this.horizontal.min) * this.width;
  }

  /** Pixels from the top. */
  y(value) {
    return this.top + (this.vertical.max - value) / (this.vertical.max - this.vertical.min) * this.height;
  }

  #drawAll() {
    const wide = this.element.clientWidth, high = Math.min(Math.max(wide * 0.75, 240), HIGHEST), sharp = devicePixelRatio;
    Object.assign(this, {left: LEFT, top: TOP, width: wide - LEFT - RIGHT, height: high - TOP - BOTTOM});
    Object.assign(this.#canvas, {width: Math.round(wide * sharp), height: Math.round(high * sharp)});
    Object.assign(this.#canvas.style, {width: `${wide}px`, height: `${high}px`});
    const ctx = this.#ctx;
    ctx.setTransform(sharp, 0, 0, sharp, 0, 0);
    ctx.save();
    ctx.beginPath();
    ctx.rect(this.left, this.top, this.width, this.height);
    ctx.clip();
    this.#paint(ctx, this);
    ctx.restore();
    this.#axes(ctx, getComputedStyle(this.element));
  }

  #axes(ctx, style) {
    const {left, top, width, height} = this;
    ctx.strokeStyle = style.getPropertyValue("--pico-muted-color");
    ctx.fillStyle = style.getPropertyValue("--pico-color");
    ctx.font = "12px system-ui";
    ctx.strokeRect(left, top, width, height);
    ctx.textAlign = "center";
    for (const tick of ticks(this.horizontal, width / 70)) {
      line(ctx, this.x(tick), top + height, 0, 4);
      ctx.fillText(number(tick), this.x(tick), top + height + 17);
    }
    ctx.fillText(short(this.horizontal.name), left + width / 2, top + height + 36);
    ctx.textAlign = "right";
    for (const tick of ticks(this.vertical, height / 50)) {
      line(ctx, left, this.y(tick), -4, 0);
      ctx.fillText(number(tick), left - 7, this.y(tick) + 4);
    }
    ctx.translate(12, top + height / 2);
    ctx.rotate(-Math.PI / 2);
    ctx.textAlign = "center";
    ctx.fillText(short(this.vertical.name), 0, 0);
  }
}

function line(ctx, x, y, dx, dy) {
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x + dx, y + dy);
  ctx.stroke();
}

/** Round numbers within a range, about so many. */
function ticks({min, max}, count) {
  const rough = (max - min) / Math.max(count, 1), power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find(factor => factor * power >= rough);
  const first = Math.ceil(min / step);
  return Array.from({length: Math.floor(max / step) - first + 1}, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

const short = name => name.length > 40 ? `${name.slice(0, 39)}…` : name;

/** The range of a column with a little air around it; something also where all its values are equal. */
export function range({name, min, max}) {
  const air = max > min ? (max - min) * 0.06 : Math.max(Math.abs(max) * 0.1, 1);
  return {name, min: min - air, max: max + air};
}
