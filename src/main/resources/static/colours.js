/** Told apart by those who do not see all colours, too (Okabe and Ito's palette, lighter in the dark). */
const COLOURS = {
  light: ["#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9", "#7a52a3", "#777777"],
  dark: ["#56b4e9", "#e69f00", "#2fc79b", "#ff7f4d", "#dd92ba", "#3d8fd1", "#b494dc", "#aaaaaa"],
};
/** From dark to light all the way, so that grey eyes see the order, too (points of matplotlib's viridis). */
const SCALE = [[68, 1, 84], [59, 82, 139], [33, 145, 140], [94, 201, 98], [253, 231, 37]];

export const KINDS = COLOURS.light.length;
export const DARK = matchMedia("(prefers-color-scheme: dark)");
export const colour = i => COLOURS[DARK.matches ? "dark" : "light"][i % KINDS];

/** The same as three numbers from 0 to 255. */
export function rgb(i) {
  const hex = parseInt(colour(i).slice(1), 16);
  return [hex >> 16, hex >> 8 & 255, hex & 255];
}

/** @param share from 0 for low to 1 for high */
export function scaled(share) {
  const place = Math.min(Math.max(share, 0), 1) * (SCALE.length - 1);
  const i = Math.min(Math.floor(place), SCALE.length - 2);
  return SCALE[i].map((low, c) => Math.round(low + (place - i) * (SCALE[i + 1][c] - low)));
}
