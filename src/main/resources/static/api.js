import {another, headers as ownHeaders, key as ownKey} from "./key.js";

const BASE = new URL("api/v1", document.baseURI).href;

/** A refusal of the service: its problem details (RFC 9457). */
export class Refusal extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title ?? `The service answered ${problem.status}`);
    this.problem = problem;
  }
}

export const url = path => BASE + path;
export const get = (path, signal) => call("GET", path, undefined, signal);
export const post = (path, body) => call("POST", path, body);
export const remove = path => call("DELETE", path);

/**
 * @param body an object for JSON, or a FormData
 * @param key  by which the service knows a request that is sent again, and gives its first answer
 * @throws Refusal, also where the service cannot be reached
 */
export async function call(method, path, body, signal, key) {
  const answer = await send(method, path, body, signal, key ? {"Idempotency-Key": key} : {});
  const text = await answer.text();
  const content = text && answer.headers.get("Content-Type")?.includes("json") ? JSON.parse(text) : text;
  if (!answer.ok) {
    throw new Refusal(typeof content === "object" ? content : {status: answer.status});
  }
  return content;
}

/** A picture that the service draws, as an address of an image. */
export async function drawn(path) {
  const answer = await send("GET", path, undefined, undefined, {Accept: "image/svg+xml"});
  return `data:image/svg+xml,${encodeURIComponent(await answer.text())}`;
}

async function send(method, path, body, signal, headers = {}) {
  const json = body !== undefined && !(body instanceof FormData);
  const shown = ownKey();
  let answer;
  try {
    answer = await fetch(url(path), {method, signal, body: json ? JSON.stringify(body) : body,
      headers: {...ownHeaders(), ...headers, ...(json ? {"Content-Type": "application/json"} : {})}});
  } catch (failure) {
    throw failure.name === "AbortError" ? failure : new Refusal({detail: "The service cannot be reached. It may be starting again: try once more in a moment."});
  }
  return await isUnknown(answer) && await another(shown) ? send(method, path, body, signal, headers) : answer;
}

/** Whether the key was none; from the twenty-first wrong one on the service does not even look. */
const isUnknown = async answer => answer.status === 401 || answer.status === 429 && (await answer.clone().json()).code === "too-many-attempts";

/** Of a link to a file: the browser shows no key by itself where there is one, so the file is fetched and then saved. */
export async function saved(event, path) {
  if (ownKey()) {
    event.preventDefault();
    const link = Object.assign(document.createElement("a"), {download: event.currentTarget.download});
    link.href = URL.createObjectURL(await (await send("GET", path)).blob());
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
}

/** The command that does the same. Files stand in it as `file=@name`. */
export function curl(method, path, body) {
  const parts = ["curl", "-sS", ...(method === "GET" ? [] : ["-X", method]), ...(ownKey() ? ["-H", '"Authorization: Bearer $DESCENT_KEY"'] : []), quoted(url(path))];
  if (body instanceof FormData) {
    body.forEach((value, name) => parts.push("-F", quoted(`${name}=${value instanceof File ? "@" + value.name : value}`)));
  } else if (body !== undefined) {
    parts.push("-H", quoted("Content-Type: application/json"), "-d", quoted(JSON.stringify(body)));
  }
  return parts.join(" ");
}

const quoted = text => `'${text.replaceAll("'", "'\\''")}'`;

/** A path out of parts that may hold any character. */
export const path = (...parts) => parts.map(part => "/" + encodeURIComponent(part)).join("");
