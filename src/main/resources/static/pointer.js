/** JSON pointers (RFC 6901). */
export const escaped = name => String(name).replaceAll("~", "~0").replaceAll("/", "~1");

const names = pointer => pointer.split("/").slice(1).map(name => name.replaceAll("~1", "/").replaceAll("~0", "~"));

/** What stands there; undefined for nothing. */
export function at(tree, pointer) {
  return names(pointer).reduce((node, name) => node?.[name], tree);
}

/** Objects on the way are made; undefined takes the place out again. */
export function put(tree, pointer, value) {
  const path = names(pointer), last = path.pop();
  const parent = path.reduce((node, name) => node[name] = typeof node[name] === "object" && node[name] || {}, tree);
  value === undefined ? delete parent[last] : parent[last] = value;
  if (path.length === 1 && !Object.keys(parent).length) {
    delete tree[path[0]];
  }
}

/** Every text, number, truth value and null, by its pointer. */
export function leaves(tree, pointer = "") {
  return tree !== null && typeof tree === "object"
    ? Object.entries(tree).flatMap(([name, value]) => leaves(value, `${pointer}/${escaped(name)}`)) : [[pointer, tree]];
}
