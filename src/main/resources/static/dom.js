/**
 * Makes an element. Texts become text nodes, so nothing that a user has named is ever read as HTML.
 * Properties that begin with "on" are listeners; true and false set and leave out an attribute.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  set(element, properties);
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** The same for drawings. */
export function svg(tag, properties = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  set(element, properties);
  element.append(...children.flat());
  return element;
}

function set(element, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (name === "value" || name === "checked" || name === "selected") {
      element[name] = value;
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
}

/** A drop-down list; options are values or [value, label]. */
export function choice(properties, options, chosen) {
  return h("select", properties, options.map(option => {
    const [value, label] = Array.isArray(option) ? option : [option, option];
    return h("option", {value, selected: value === chosen}, label);
  }));
}

/** A table; rows are lists of cells, each a text or an element. Wide ones scroll by themselves. */
export function table(caption, head, rows) {
  return h("div", {class: "overflow-auto", role: "region", tabindex: 0, "aria-label": caption},
    h("table", {class: "striped"},
      h("caption", {class: "unseen"}, caption),
      h("thead", {}, h("tr", {}, head.map(cell => h("th", {scope: "col"}, cell)))),
      h("tbody", {}, rows.map(row => h("tr", {}, row.map(cell => h("td", {}, cell ?? "")))))));
}

let labels = 0;

/** A label above its control; `pointer` is the place in the request that it stands for, where complaints are shown. */
export function field(label, control, {pointer, hint} = {}) {
  control.id ||= `field-${++labels}`;
  return h("div", {class: "field", "data-pointer": pointer ?? null},
    h("label", {for: control.id}, label), control, hint ? h("small", {}, hint) : null);
}
