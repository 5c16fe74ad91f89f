import {h} from "../dom.js";

export default function nowhere(place) {
  place.append(h("h1", {}, "There is no such screen"), h("p", {}, h("a", {href: "#/"}, "To the start")));
}
