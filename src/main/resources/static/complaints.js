import {h} from "./dom.js";

/** Shows why something was refused below an element, or nothing any more. Complaints about a field that stands there are put beside it. */
export function complain(where, refusal) {
  where.querySelectorAll(".complaint").forEach(old => old.remove());
  where.querySelectorAll("[aria-invalid]").forEach(old => old.removeAttribute("aria-invalid"));
  if (refusal) {
    const left = (refusal.problem?.errors ?? []).filter(error => !atItsField(where, error));
    where.append(box(refusal.message, left));
    refusal.problem || console.error(refusal);
  }
}

/** Puts errors of a checked request beside their fields. @return those that have no field there */
export function complainAtFields(where, errors) {
  complain(where, null);
  return errors.filter(error => !atItsField(where, error));
}

export function box(detail, errors = []) {
  return h("div", {class: "complaint", role: "alert"}, h("p", {}, detail),
    errors.length ? h("ul", {}, errors.map(error => h("li", {}, h("code", {}, error.pointer || "/"), " ", error.detail))) : null);
}

/** The innermost field in sight of the longest pointer that leads to the error's. */
function atItsField(where, error) {
  const fields = [...where.querySelectorAll("[data-pointer]")].reverse()
    .filter(field => field.checkVisibility?.() ?? true).filter(field => error.pointer === field.dataset.pointer || error.pointer?.startsWith(field.dataset.pointer + "/"))
    .sort((a, b) => b.dataset.pointer.length - a.dataset.pointer.length);
  if (!fields.length) {
    return false;
  }
  fields[0].append(h("small", {class: "complaint"}, error.detail));
  fields[0].querySelector("input, select, textarea")?.setAttribute("aria-invalid", "true");
  return true;
}
