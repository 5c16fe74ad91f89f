import uPlot from "./webjars/uplot/dist/uPlot.esm.js";
import {PointKeys} from "./chart-keys.js";
import {drawMarks} from "./chart-marks.js";
import {DARK, KINDS, colour} from "./colours.js";
import {number} from "./format.js";
import {h} from "./dom.js";
import {smoothed} from "./smoothed.js";

/**
 * Curves over epochs, with a logarithmic scale, smoothing, zoom by dragging, arrows and buttons, and values under the pointer.
 *
 * @param controls more of them, before its own
 * @param marks    gives the epochs that get a mark at the bottom
 * @param picked   is told an epoch that was clicked
 * @param zoomed   is told the first and the last epoch that are shown, where those are not all
 */
export class Chart {

  #names = [];
  #marks;
  #picked;
  #zoomed;
  #data = [[]];
  #plot = null;
  #drawing = 0;
  #whole = true;
  #keys;
  #said = h("p", {role: "status", class: "unseen"});
  #place = h("div", {class: "plot", tabindex: 0, role: "img", onkeydown: event => this.#key(event)});
  #log = h("input", {type: "checkbox", onchange: () => this.#plot && this.#rebuild()});
  #smooth = h("input", {type: "range", min: 0, max: 0.99, step: 0.01, value: 0, oninput: () => this.#smoothen()});
  element;

  constructor({controls = [], marks = () => [], picked = null, zoomed = () => {}, label = "Curves", signal} = {}) {
    this.#marks = marks;
    this.#picked = picked;
    this.#zoomed = zoomed;
    this.#keys = new PointKeys(text => { this.#said.textContent = text; }, picked);
    this.#place.setAttribute("aria-label", label);
    this.element = h("figure", {class: "chart"}, this.#place, this.#said, h("div", {class: "controls"}, controls,
      h("label", {}, this.#log, " Log scale"), h("label", {class: "range"}, "Smoothing ", this.#smooth),
      h("div", {role: "group", class: "zoom"}, this.#button("+", "Zoom in", () => this.zoom(0.5)), this.#button("−", "Zoom out", () => this.zoom(2)),
        this.#button("Whole curve", null, () => this.whole()))));
    const resized = new ResizeObserver(() => this.#plot?.setSize(this.#size()));
    resized.observe(this.#place);
    DARK.addEventListener("change", () => this.#plot && this.#rebuild(), {signal});
    signal.addEventListener("abort", () => {
      resized.disconnect();
      cancelAnimationFrame(this.#drawing);
      this.#plot?.destroy();
    });
  }

  /** @param names of the curves. @param data the epochs, and for each curve its values at them */
  draw(names, data) {
    const others = names.join() !== this.#names.join();
    [this.#names, this.#data] = [names, data];
    others && this.#plot ? this.#rebuild() : this.#later();
  }

  describe(text) {
    this.#place.setAttribute("aria-label", text);
  }

  /** @param factor below 1 shows less */
  zoom(factor) {
    if (!this.#plot || !this.#data[0].length) {
      return;
    }
    const {min, max} = this.#plot.scales.x;
    const middle = (min + max) / 2;
    this.#range(middle - (max - min) * factor / 2, middle + (max - min) * factor / 2);
  }

  whole() {
    this.#whole = true;
    this.#later();
  }

  #range(from, to) {
    const [epochs] = this.#data;
    const first = epochs[0], last = epochs.at(-1);
    const [min, max] = [Math.max(from, first), Math.min(to, last)];
    this.#whole = min <= first && max >= last;
    this.#plot.setScale("x", {min, max});
  }

  #key(event) {
    if (this.#plot && this.#keys.press(event, this.#plot, this.#names)) {
      event.preventDefault();
      return;
    }
    const {min, max} = this.#plot?.scales.x ?? {};
    const step = (max - min) / 10;
    const moves = {ArrowLeft: () => this.#range(Math.max(min - step, this.#data[0][0]), max - step), ArrowRight: () => this.#range(min + step, max + step),
      "+": () => this.zoom(0.5), "-": () => this.zoom(2), 0: () => this.whole()};
    if (moves[event.key] && this.#plot) {
      event.preventDefault();
      moves[event.key]();
    }
  }

  #later() {
    this.#drawing ||= requestAnimationFrame(() => {
      this.#drawing = 0;
      this.#plot ? this.#update() : this.#rebuild();
    });
  }

  #update() {
    this.#plot.setData(this.#curves(), this.#whole);
    this.#whole || this.#plot.redraw();
  }

  #rebuild() {
    this.#plot?.destroy();
    this.#plot = new uPlot(this.#options(), this.#curves(), this.#place);
  }

  /** A logarithm knows no zero. With smoothing, the curves themselves stand behind the smooth ones. */
  #curves() {
    const [epochs, ...values] = this.#data;
    const drawable = this.#log.checked ? values.map(curve => curve.map(value => value > 0 ? value : null)) : values;
    return this.#isSmooth() ? [epochs, ...drawable, ...drawable.map(curve => smoothed(curve, Number(this.#smooth.value)))] : [epochs, ...drawable];
  }

  #isSmooth() {
    return Number(this.#smooth.value) > 0;
  }

  /** The smooth curves are curves of their own: they come and go. */
  #smoothen() {
    this.#plot?.series.length === this.#curves().length ? this.#later() : this.#rebuild();
  }

  #options() {
    const style = getComputedStyle(this.#place);
    const text = style.getPropertyValue("--pico-color"), lines = style.getPropertyValue("--pico-muted-border-color");
    const axis = {stroke: text, grid: {stroke: lines, width: 1}, ticks: {stroke: lines, width: 1}, font: "12px system-ui"};
    const smooth = this.#isSmooth();
    return {
      ...this.#size(),
      scales: {x: {time: false}, y: {distr: this.#log.checked ? 3 : 1}},
      axes: [{...axis, space: 70, values: (_, splits) => splits.map(split => Number.isInteger(split) ? number(split) : "")}, {...axis, size: 64, values: (_, splits) => splits.map(split => split === null ? "" : number(split))}],
      series: [{label: "epoch", value: (_, value) => number(value)},
        ...this.#names.map((name, i) => this.#curve(name, i, smooth ? "55" : "")), ...(smooth ? this.#names.map((name, i) => this.#curve(`${name}, smooth`, i, "")) : [])],
      cursor: {drag: {x: true, y: false}, focus: {prox: 30}},
      hooks: {setSelect: [() => { this.#whole = false; }], setScale: [(plot, key) => key === "x" && !this.#whole && this.#zoomed(Math.floor(plot.scales.x.min), Math.ceil(plot.scales.x.max))],
        draw: [plot => drawMarks(plot, this.#marks())], ready: [plot => this.#listen(plot)]},
    };
  }

  #curve(label, i, alpha) {
    return {label, stroke: colour(i) + alpha, width: 2, dash: i >= KINDS ? [6, 4] : [], spanGaps: true,
      points: {show: this.#data[0].length < 3}, value: (_, value) => number(value)};
  }

  #listen(plot) {
    plot.over.addEventListener("dblclick", () => this.whole());
    if (this.#picked) {
      let from = 0;
      plot.over.addEventListener("mousedown", event => { from = event.clientX; });
      plot.over.addEventListener("mouseup", event => {
        if (Math.abs(event.clientX - from) < 3 && plot.cursor.idx !== null) {
          this.#picked(plot.data[0][plot.cursor.idx]);
        }
      });
    }
  }

  #size() {
    return {width: Math.max(this.#place.clientWidth, 200), height: innerWidth < 600 ? 260 : 360};
  }

  #button(text, label, onclick) {
    return h("button", {type: "button", class: "outline small", "aria-label": label, onclick}, text);
  }
}
