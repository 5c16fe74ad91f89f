import {h, table} from "./dom.js";
import {number} from "./format.js";
import {show} from "./parallel.js";
import {link} from "./routes.js";

/** The trials of a sweep, the best one first. Whoever is on a row stays on it when the ranks change. */
export class Leaderboard {

  #figure;
  #drawn = "";
  element = h("div", {class: "leaderboard"});

  /** @param figure in which the line of a row is shown */
  constructor(figure) {
    this.#figure = figure;
    for (const type of ["focusin", "mouseover"]) {
      this.element.addEventListener(type, event => show(figure, event.target.closest?.("tr")?.querySelector("a")?.dataset.run));
    }
    this.element.addEventListener("mouseleave", () => show(figure, null));
    this.element.addEventListener("focusout", () => show(figure, null));
  }

  /** @return whether anything has changed */
  draw(entries, pointers, metric) {
    const text = JSON.stringify([entries, pointers, metric]);
    if (text === this.#drawn) {
      return false;
    }
    this.#drawn = text;
    const focused = this.element.contains(document.activeElement) && document.activeElement.dataset.run;
    const {scrollTop = 0, scrollLeft = 0} = this.element.firstElementChild ?? {};
    this.element.replaceChildren(table("Leaderboard", ["Rank", metric, ...pointers.map(pointer => h("code", {}, pointer)), "Stopped after", "Run"], entries.map(entry => [
      String(entry.rank), number(entry.value), ...pointers.map(pointer => value(entry.parameters[pointer])), entry.stoppedAtRung === null ? "–" : `epoch ${entry.stoppedAtRung}`,
      h("a", {href: link("runs", entry.run), "data-run": entry.run, "aria-label": `Run of rank ${entry.rank}`}, "open")])));
    this.element.firstElementChild.scrollTo(scrollLeft, scrollTop);
    focused && this.element.querySelector(`[data-run="${CSS.escape(focused)}"]`)?.focus({preventScroll: true});
    return true;
  }
}

const value = it => typeof it === "number" ? number(it) : typeof it === "string" ? it : JSON.stringify(it ?? null);
