package dev.descent.dataset.media;

import java.util.function.Function;

/** How each file of a set becomes one row of numbers. */
public sealed interface Medium permits Picture, Sound {

    /**
     * Every file of the set is read like this.
     *
     * @param numbers of each row
     * @param read    throws {@link DamagedException} where a file cannot be read or does not fit
     */
    record Reading(long numbers, Function<byte[], double[]> read) {}

    /** What was left open is as the first file has it. @throws DamagedException if that file cannot be read */
    Reading like(byte[] first);

    /** The medium that these first bytes belong to, with everything open; null for anything else. */
    static Medium of(byte[] start) {
        if (Pixels.format(start) != null) {
            return new Picture(null, null, null);
        }
        return Waveform.isWave(start) ? new Sound(null, null, null, null, null, null) : null;
    }
}
