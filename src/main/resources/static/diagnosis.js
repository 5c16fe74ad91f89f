import {h} from "./dom.js";
import {number} from "./format.js";

/** What the service says about how a run fits. @param fork is told the changes that a finding advises */
export function diagnosis({diagnosis: found, allowedActions}, fork) {
  if (!found || !found.findings.length && !found.layers.length) {
    return [];
  }
  return [h("h2", {}, "Diagnosis ", h("span", {class: "badge", "data-fit": found.fit}, found.fit)),
    ...found.findings.map(finding => h("article", {class: "finding"}, h("p", {}, h("strong", {}, finding.layer ? `${finding.code}, ${finding.layer}: ` : `${finding.code}: `), finding.evidence),
      h("p", {}, finding.advice),
      finding.changes && allowedActions.includes("fork") ? h("button", {type: "button", class: "outline small", onclick: () => fork(finding.changes)}, "Fork with this") : null)),
    layers(found.layers)].filter(Boolean);
}

function layers(all) {
  const shown = all.filter(layer => layer.gradientNorm !== null);
  return shown.length ? h("details", {}, h("summary", {}, "Layer by layer"), h("ul", {}, shown.map(layer =>
    h("li", {}, h("strong", {}, layer.name), `: gradient norm ${number(layer.gradientNorm)}, activation ${number(layer.activationMean)} ± ${number(layer.activationStd)}`,
      layer.deadShare === null ? "" : `, ${number(100 * layer.deadShare)} % dead units`)))) : null;
}
