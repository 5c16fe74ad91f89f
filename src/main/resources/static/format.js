/** Numbers for people: four significant digits, exponents only where they help. */
export function number(value) {
  if (value === null || value === undefined) {
    return "–";
  }
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e9) {
    return (value || 0).toLocaleString("en");
  }
  return size !== 0 && (size < 1e-4 || size >= 1e6) ? value.toExponential(2) : Number(value.toPrecision(4)).toLocaleString("en", {maximumFractionDigits: 8});
}

export function rate(perSecond) {
  return perSecond === null || perSecond === undefined ? "–" : `${Number(perSecond.toPrecision(3)).toLocaleString("en", {notation: "compact"})} rows/s`;
}

export function duration(seconds) {
  if (seconds === null || seconds === undefined) {
    return "–";
  }
  if (seconds > 0 && seconds < 0.1) {
    return "less than 0.1 s";
  }
  if (seconds < 60) {
    return seconds < 10 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${Math.round(seconds % 60)} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function bytes(count) {
  return `${Number(count).toLocaleString("en", {notation: "compact", style: "unit", unit: "byte", unitDisplay: "narrow"})}`;
}

export const time = instant => instant ? new Date(instant).toLocaleString([], {dateStyle: "medium", timeStyle: "short"}) : "–";
