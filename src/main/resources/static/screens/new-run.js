import {action} from "../action.js";
import {get, path, post} from "../api.js";
import {box, complainAtFields} from "../complaints.js";
import {field, h} from "../dom.js";
import {bytes, duration, number} from "../format.js";
import {shapes} from "../network.js";
import {link} from "../routes.js";
import {RunForm, likelyTarget, startNetwork} from "../run-form.js";
import {SweepForm} from "../sweep-form.js";

const CHECK_MILLIS = 250;

/** A run put together by clicking or as JSON, each following the other; the service says at once what it thinks of it. */
export default async function newRun(place, {query, signal}) {
  const {data: datasets} = await get("/datasets?limit=500", signal);
  let request = await beginning(query, signal);
  let checking = null, asked = 0;
  const form = new RunForm(datasets, wrote), sweep = new SweepForm(form.element, () => request, query.has("sweep"));
  const verdict = h("div", {"aria-live": "polite"}), text = h("textarea", {rows: 18, spellcheck: false, oninput: read});
  place.append(h("h1", {}, "New run"), datasets.length ? "" : h("p", {}, "There is no dataset yet: ", h("a", {href: link("datasets")}, "bring or make one"), "."),
    h("div", {class: "halves"}, form.element, h("div", {}, field("The same as JSON", text), verdict,
      action("Start", () => ({method: "POST", path: "/runs", body: request}), run => { location.hash = link("runs", run.id); }))), sweep.element);
  form.show(request);
  wrote();
  signal.addEventListener("abort", () => clearTimeout(checking));

  /** The form was changed. */
  function wrote() {
    text.value = JSON.stringify(request, null, 2);
    checkSoon();
  }

  /** The JSON was changed. */
  function read() {
    try {
      const written = JSON.parse(text.value);
      if (written === null || typeof written !== "object" || Array.isArray(written)) {
        throw new SyntaxError("a request is an object");
      }
      request = written;
      form.show(request);
      checkSoon();
    } catch (failure) {
      clearTimeout(checking);
      asked++;
      verdict.replaceChildren(box(`This is not a request yet: ${failure.message}`));
    }
  }

  function checkSoon() {
    clearTimeout(checking);
    checking = setTimeout(check, CHECK_MILLIS);
  }

  /** The last answer wins, whatever order they come in. */
  async function check() {
    const turn = ++asked;
    if (!request.dataset || !request.target && request.task !== "reconstruction") {
      verdict.replaceChildren(h("p", {}, "Choose a dataset and a target."));
      return;
    }
    try {
      const said = await post("/runs?validateOnly=true", request);
      turn === asked && say(said);
    } catch (refusal) {
      turn === asked && verdict.replaceChildren(box(refusal.message, refusal.problem?.errors));
    }
  }

  function say({valid, errors, warnings, parameters, memoryBytes, secondsPerEpoch, layers, effectiveSpec}) {
    shapes(form.element, layers, effectiveSpec?.model.inputShape);
    sweep.offer(effectiveSpec);
    const left = complainAtFields(form.element, errors);
    verdict.replaceChildren(valid ? h("p", {class: "verdict"}, `✓ ${number(parameters)} parameters, ${bytes(memoryBytes)}, ${duration(secondsPerEpoch * effectiveSpec.epochs)} for all epochs or so`)
      : left.length ? box("This cannot be trained yet:", left) : h("p", {class: "complaint"}, `${errors.length} thing${errors.length > 1 ? "s" : ""} to mend.`),
    warnings.length ? h("ul", {}, warnings.map(warning => h("li", {}, warning.detail))) : "");
  }
}

/** What another run was asked for, or something that trains quickly. */
async function beginning(query, signal) {
  if (query.get("from")) {
    return (await get(path("runs", query.get("from")), signal)).requestedSpec;
  }
  const request = {dataset: query.get("dataset") ?? "", target: "", model: startNetwork(), optimizer: {type: "adam", learningRate: 0.01}, epochs: 100, seed: 42};
  if (request.dataset) {
    request.target = likelyTarget((await get(path("datasets", request.dataset), signal)).columns);
  }
  return request;
}
