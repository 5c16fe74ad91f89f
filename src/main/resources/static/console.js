import {box} from "./complaints.js";
import {h} from "./dom.js";
import {route} from "./routes.js";

const main = document.getElementById("screen");
let leave = new AbortController();

/** A screen is a function that fills an element; its signal is aborted when another one takes its place. */
async function show() {
  leave.abort();
  leave = new AbortController();
  const {signal} = leave;
  const {screen, parts, query, tab} = route(location.hash);
  const place = h("div", {class: "screen"});
  main.replaceChildren(place);
  mark(tab);
  try {
    await (await screen()).default(place, {parts, query, signal});
  } catch (failure) {
    if (!signal.aborted) {
      place.append(box(failure.message, failure.problem?.errors));
      failure.problem || console.error(failure);
    }
  }
  const title = place.querySelector("h1");
  if (title && !signal.aborted) {
    document.title = `${title.textContent} – Descent`;
    main.focus({preventScroll: true});
  }
}

function mark(tab) {
  for (const link of document.querySelectorAll("#screens a")) {
    link.getAttribute("href") === `#/${tab}` ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
  }
}

addEventListener("hashchange", show);
document.querySelector(".skip").addEventListener("click", event => {
  event.preventDefault();
  main.focus();
});
show();
