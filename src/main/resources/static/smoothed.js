/** An exponential mean, corrected for its beginning as Adam's are. */
export function smoothed(values, weight) {
  let mean = 0, sum = 0;
  return values.map(value => {
    if (value === null || value === undefined) {
      return null;
    }
    mean = weight * mean + (1 - weight) * value;
    sum = weight * sum + (1 - weight);
    return mean / sum;
  });
}
