package dev.descent.run;

import jakarta.persistence.Embeddable;

/**
 * How far a run has come. Its worker writes these columns together with the epochs, past this entity.
 *
 * @param latestJson       JSON of the last finished epoch; this and all that follows is null before the first
 * @param samplesPerSecond training rows by the clock on the wall, smoothed
 * @param epochMillis      by the clock on the wall, smoothed
 */
@Embeddable
record RunCourse(
        int epochsDone, String latestJson, Integer bestEpoch, String bestMetric, Double bestValue, Double samplesPerSecond, Double epochMillis) {

    static RunCourse beginningAfter(int epochs) {
        return new RunCourse(epochs, null, null, null, null, null, null);
    }
}
