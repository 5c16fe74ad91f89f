import {h} from "./dom.js";

/** Kept for this tab and until it is closed; nothing else in the browser sends it by itself. */
const PLACE = "descent.key";

export const key = () => sessionStorage.getItem(PLACE);
export const headers = () => key() ? {Authorization: `Bearer ${key()}`} : {};

let question;

/**
 * Asks for a key, once for all requests that wait for one.
 *
 * @param tried the key that was refused, null for none
 * @returns whether there is another one now
 */
export function another(tried) {
  return key() !== tried ? Promise.resolve(true) : question ??= ask(tried).finally(() => question = undefined);
}

function ask(tried) {
  return new Promise(answered => {
    const input = h("input", {id: "key", type: "password", required: true, autocomplete: "off", spellcheck: "false", "aria-describedby": "key-hint"});
    const dialog = h("dialog", {"aria-labelledby": "key-title", onclose: close}, h("article", {},
      h("form", {method: "dialog", onsubmit: () => sessionStorage.setItem(PLACE, input.value.trim())},
        h("h2", {id: "key-title"}, tried ? "This key is not known here" : "Who are you?"),
        h("label", {for: "key"}, "API key"), input,
        h("small", {id: "key-hint"}, "It begins with dk_ and comes from an admin of this service. This tab keeps it until it is closed."),
        h("button", {type: "submit"}, "Go on"))));
    document.body.append(dialog);
    dialog.showModal();

    function close() {
      dialog.remove();
      answered(key() !== tried);
    }
  });
}
