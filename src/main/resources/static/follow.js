import {url} from "./api.js";
import {source as streamOf} from "./stream.js";

const AGAIN_MILLIS = 2000;
/** More than this a second nobody sees. */
const MAX_RATE = 20;

/**
 * Follows a run: every event once, through restarts of the service, until the run ends or the signal is aborted.
 * A broken connection is opened again by the browser with the last event's id; one that was refused, by us.
 *
 * @param after    seq to begin after
 * @param happened is told each event
 * @param lost     is told whether the connection is lost
 */
export function follow(run, after, happened, lost, signal) {
  let seq = after;
  let source;
  open();
  signal.addEventListener("abort", () => source.close());

  function open() {
    if (signal.aborted) {
      return;
    }
    source = streamOf(url(`/runs/${encodeURIComponent(run)}/events?after=${seq}&maxRate=${MAX_RATE}`));
    source.onopen = () => lost(false);
    source.onerror = () => {
      lost(true);
      source.readyState === EventSource.CLOSED && setTimeout(open, AGAIN_MILLIS);
    };
    ["status", "epoch", "checkpoint", "diagnosis", "end"].forEach(type => source.addEventListener(type, hear));
  }

  function hear(message) {
    const event = JSON.parse(message.data);
    seq = event.seq;
    event.type === "end" && source.close();
    happened(event);
  }
}
