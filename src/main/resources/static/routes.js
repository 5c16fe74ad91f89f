/** What each address shows: `#/runs/{id}?query`. Screens are loaded when they are first wanted. */
const SCREENS = {
  "": () => import("./screens/welcome.js"),
  "runs": () => import("./screens/runs.js"),
  "runs/*": () => import("./screens/run.js"),
  "runs/*/graph": () => import("./screens/run-graph.js"),
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
  const [tab, ...parts] = decoded(path);
  const name = [tab, ...parts.map((part, i) => i ? part : "*")].join("/");
  const screen = Object.hasOwn(SCREENS, name) ? SCREENS[name] : () => import("./screens/nowhere.js");
  return {screen, tab, parts, query: new URLSearchParams(query)};
}

/** An address that cannot be decoded leads nowhere, as it stands. */
function decoded(path) {
  try {
    return path.split("/").map(decodeURIComponent);
  } catch {
    return [path];
  }
}

/** Notes in the address what a person has chosen, so that its link shows the same; null takes it out. */
export function remember(choices) {
  const [path, query] = location.hash.split("?");
  const all = new URLSearchParams(query);
  Object.entries(choices).forEach(([name, value]) => value === null ? all.delete(name) : all.set(name, value));
  history.replaceState(null, "", all.size ? `${path}?${all}` : path);
}

/** The address of a screen. */
export function link(...parts) {
  return "#/" + parts.map(encodeURIComponent).join("/");
}
