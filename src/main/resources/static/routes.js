/** What each address shows: `#/runs/{id}?query`. Screens are loaded when they are first wanted. */
const SCREENS = {
  "": () => import("./screens/welcome.js"),
  "runs": () => import("./screens/runs.js"),
  "runs/*": () => import("./screens/run.js"),
  "compare": () => import("./screens/compare.js"),
  "new-run": () => import("./screens/new-run.js"),
  "datasets": () => import("./screens/datasets.js"),
  "datasets/*": () => import("./screens/dataset.js"),
  "recipes": () => import("./screens/recipes.js"),
  "sweeps": () => import("./screens/sweeps.js"),
  "sweeps/*": () => import("./screens/sweep.js"),
};

export function route(hash) {
  const [path, query] = hash.replace(/^#\/?/, "").split("?");
  const [tab, ...parts] = path.split("/").map(decodeURIComponent);
  const screen = SCREENS[parts.length ? `${tab}/*` : tab] ?? (() => import("./screens/nowhere.js"));
  return {screen, tab, parts, query: new URLSearchParams(query)};
}

/** The address of a screen. */
export function link(...parts) {
  return "#/" + parts.map(encodeURIComponent).join("/");
}
