import {headers, key} from "./key.js";

/** Server-sent events. The browser's own reader shows no key, so whoever has one reads with ours. */
export const source = address => key() ? new KeyedSource(address) : new EventSource(address);

/** As much of an EventSource as the console uses; whoever opens it opens it again. */
class KeyedSource extends EventTarget {
  #stop = new AbortController();

  constructor(address) {
    super();
    this.readyState = EventSource.CONNECTING;
    this.#read(address).catch(() => {}).finally(() => this.#ended());
  }

  close() {
    this.readyState = EventSource.CLOSED;
    this.#stop.abort();
  }

  async #read(address) {
    const answer = await fetch(address, {headers: {...headers(), Accept: "text/event-stream"}, signal: this.#stop.signal});
    if (answer.status !== 200) {
      return;
    }
    this.readyState = EventSource.OPEN;
    this.onopen?.();
    let rest = "";
    for await (const text of answer.body.pipeThrough(new TextDecoderStream())) {
      const events = (rest + text).split("\n\n");
      rest = events.pop();
      events.forEach(event => this.#tell(event));
    }
  }

  /** Lines of a name, a colon, a space and a value; one without a name is a sign of life. */
  #tell(event) {
    const fields = Object.fromEntries(event.split("\n").map(line => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]));
    fields.data && this.readyState === EventSource.OPEN && this.dispatchEvent(new MessageEvent(fields.event, {data: fields.data, lastEventId: fields.id}));
  }

  #ended() {
    if (this.readyState !== EventSource.CLOSED) {
      this.readyState = EventSource.CLOSED;
      this.onerror?.();
    }
  }
}
