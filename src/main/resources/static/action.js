import {call, curl, get} from "./api.js";
import {complain} from "./complaints.js";
import {h} from "./dom.js";

/**
 * A button that sends a request, and the curl command that does the same.
 *
 * @param request gives {method, path, body}, with `progress` where a file is sent, or a list of them, at the moment it is needed; with `mayExist` a name that is taken is as good
 * @param done    is told the last answer
 * @param refused gives what is left to be told below the button of a refusal, where fields stand that can tell their part; null clears them
 */
export function action(label, request, done, {secondary = false, confirm = null, refused = refusal => refusal} = {}) {
  const button = h("button", {type: "button", class: secondary ? "secondary" : null, onclick: run}, label);
  const box = h("div", {class: "action"}, button, command(request));
  const keys = new Map();
  return box;

  async function run() {
    if (confirm && !window.confirm(confirm)) {
      return;
    }
    busy(true);
    try {
      complain(box, refused(null));
      const answer = await sendAll([request()].flat(), keyOf);
      keys.clear();
      await done?.(answer);
    } catch (refusal) {
      complain(box, refused(refusal));
    } finally {
      busy(false);
    }
  }

  /** A request that is sent again as it was, since its answer was lost, is carried out once. */
  function keyOf({method, path, body}) {
    const content = JSON.stringify([method, path, body]);
    keys.has(content) || keys.set(content, [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join(""));
    return method === "POST" && !(body instanceof FormData) ? keys.get(content) : undefined;
  }

  function busy(is) {
    button.setAttribute("aria-busy", is);
    button.disabled = is;
  }
}

async function sendAll(requests, keyOf) {
  let answer;
  for (const request of requests) {
    const {method, path, body, mayExist, progress} = request;
    if (mayExist && await isThere(path, body.name)) {
      continue;
    }
    try {
      answer = await call(method, path, body, undefined, keyOf(request), progress);
    } catch (refusal) {
      if (!mayExist || refusal.problem?.code !== "name-taken") {
        throw refusal;
      }
    }
  }
  return answer;
}

/** Asked first, since a browser reports every refusal as an error. */
async function isThere(path, name) {
  for (let after = ""; after !== null;) {
    const {data, nextCursor} = await get(`${path}?limit=500${after}`);
    if (data.some(one => one.name === name)) {
      return true;
    }
    after = nextCursor && `&after=${encodeURIComponent(nextCursor)}`;
  }
  return false;
}

/** The curl command of a request, shown on demand, with a button that copies it. */
export function command(request) {
  const text = h("code");
  const said = h("span", {role: "status"});
  const details = h("details", {class: "curl", ontoggle: write}, h("summary", {}, "curl"), h("pre", {tabindex: 0}, text),
    h("button", {type: "button", class: "outline small", onclick: copy}, "Copy"), said);
  return details;

  function write() {
    said.textContent = "";
    try {
      text.textContent = details.open ? [request()].flat().map(({method, path, body}) => curl(method, path, body)).join("\n") : "";
    } catch (failure) {
      text.textContent = failure.message;
    }
  }

  /** Browsers give the clipboard only to pages on https or the own machine. */
  async function copy() {
    try {
      await navigator.clipboard.writeText(text.textContent);
      said.textContent = " copied";
    } catch {
      getSelection().selectAllChildren(text);
      said.textContent = " selected: press Ctrl+C";
    }
  }
}
