import {get, path} from "./api.js";

const PARTS = 8, MOST = 1000;

/** At most a thousand rows of a dataset, in parts from everywhere in it: a table may be sorted. */
export async function sample({id, rows}, signal) {
  const limit = Math.min(Math.ceil(rows / PARTS), MOST / PARTS);
  const offsets = Array.from({length: PARTS}, (_, i) => Math.floor(i * rows / PARTS));
  const parts = await Promise.all([...new Set(offsets)].map(offset => get(`${path("datasets", id)}/rows?offset=${offset}&limit=${limit}`, signal)));
  return parts.flatMap(part => part.data);
}
