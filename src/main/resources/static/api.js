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
 * @param body     an object for JSON, or a FormData
 * @param progress is told of a FormData how many bytes of how many are sent
 * @param key      by which the service knows a request that is sent again, and gives its first answer
 * @throws Refusal, also where the service cannot be reached
 */
export async function call(method, path, body, signal, key, progress) {
  const answer = await send(method, path, body, signal, key ? {"Idempotency-Key": key} : {}, progress);
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

async function send(method, path, body, signal, headers = {}, progress = undefined) {
  const json = body !== undefined && !(body instanceof FormData);
  const shown = ownKey();
  let answer;
  try {
    const all = {...ownHeaders(), ...headers, ...(json ? {"Content-Type": "application/json"} : {})};
    answer = progress ? await uploaded(method, url(path), body, signal, all, progress) : await fetch(url(path), {method, signal, body: json ? JSON.stringify(body) : body, headers: all});
  } catch (failure) {
    throw failure.name === "AbortError" ? failure : new Refusal({detail: "The service cannot be reached. It may be starting again: try once more in a moment."});
  }
  return await isUnknown(answer) && await another(shown) ? send(method, path, body, signal, headers, progress) : answer;
}

/** What fetch does, and tells how far it is, which fetch does not. */
const uploaded = (method, address, body, signal, headers, progress) => new Promise((answered, failed) => {
  const request = new XMLHttpRequest();
  request.open(method, address);
  Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
  request.responseType = "blob";
  request.upload.onprogress = ({loaded, total}) => progress(loaded, total);
  request.onload = () => answered(new Response(request.response, {status: request.status, headers: {"Content-Type": request.getResponseHeader("Content-Type") ?? ""}}));
  request.onerror = () => failed(new TypeError("no answer"));
  request.onabort = () => failed(new DOMException("given up", "AbortError"));
  signal?.addEventListener("abort", () => request.abort());
  request.send(body);
});

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
