import {number} from "./format.js";

/** Of what is shown; steps are never smaller than a point. */
const STEP = 100;

/**
 * Goes along curves point by point without a mouse.
 *
 * @param say    is told what stands there
 * @param picked is told the epoch that was chosen
 */
export class PointKeys {

  /** No position: a curve that is read again has other points. */
  #epoch = null;
  #say;
  #picked;

  constructor(say, picked) {
    this.#say = say;
    this.#picked = picked;
  }

  /** @return whether the key was meant for it */
  press({key, shiftKey}, plot, names) {
    if (key === "Enter" && this.#epoch !== null && this.#picked) {
      this.#picked(this.#epoch);
      return true;
    }
    const by = shiftKey && {ArrowLeft: -1, ArrowRight: 1}[key];
    by && this.#move(by, plot, names);
    return Boolean(by);
  }

  #move(by, plot, names) {
    const [epochs, ...curves] = plot.data, {min, max} = plot.scales.x;
    const first = epochs.findIndex(epoch => epoch >= min), last = epochs.findLastIndex(epoch => epoch <= max);
    const step = Math.max(1, Math.round((last - first) / STEP));
    const before = epochs.findLastIndex(epoch => epoch <= this.#epoch);
    const at = this.#epoch === null ? (by < 0 ? last : first) : Math.min(Math.max(before + by * step, first), last);
    this.#epoch = epochs[at];
    plot.setCursor({left: plot.valToPos(this.#epoch, "x"), top: plot.over.clientHeight / 2});
    this.#say(`Epoch ${number(this.#epoch)}: ${names.map((name, i) => `${name} ${number(curves[i][at])}`).join(", ")}`);
  }
}
