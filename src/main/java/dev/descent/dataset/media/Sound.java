package dev.descent.dataset.media;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * WAV files as signals from −1 to 1, their channels averaged, or as the logarithms of their mel spectrum: {@code mels × frames} numbers in this order.
 *
 * @param rate    samples per second to convert to; the first file's where it is left out
 * @param samples of each signal: longer ones are cut, shorter ones end in silence; the first file's number where it is left out, and then all must have it
 * @param window  samples of a frame, by default 25 ms of them
 * @param hop     samples from one frame to the next, by default 10 ms of them
 * @param mels    bands of the spectrum, by default 40
 */
@Schema(name = "SoundOptions")
public record Sound(
        @Min(100) @Max(384_000) Integer rate,
        @Min(1) @Max(10_000_000) Integer samples,
        Features features,
        @Min(16) @Max(65_536) Integer window,
        @Min(1) @Max(65_536) Integer hop,
        @Min(1) @Max(512) Integer mels) implements Medium {

    public enum Features {
        /** the samples themselves */
        @JsonProperty("signal")
        SIGNAL,
        /** ln of the power in bands of equal width on the mel scale, frame by frame */
        @JsonProperty("logMel")
        LOG_MEL
    }

    @Override
    public Reading like(byte[] first) {
        var model = Waveform.decode(first);
        int toRate = rate == null ? model.rate() : rate;
        int count = samples == null ? model.at(toRate).samples().length : samples;
        if (features != Features.LOG_MEL) {
            return new Reading(count, file -> signal(file, toRate, count));
        }
        var mel = new LogMel(toRate, window == null ? Math.max(16, toRate / 40) : window, hop == null ? Math.max(1, toRate / 100) : hop, mels == null ? 40 : mels);
        if (mel.frames(count) < 1) {
            throw new DamagedException("has " + count + " samples, less than one frame of " + mel.window());
        }
        return new Reading((long) mel.mels() * mel.frames(count), file -> mel.of(signal(file, toRate, count)));
    }

    private double[] signal(byte[] file, int toRate, int count) {
        double[] signal = Waveform.decode(file).at(toRate).samples();
        if (samples == null && signal.length != count) {
            throw new DamagedException("has " + signal.length + " samples and the first one " + count + "; give options.sound the number of samples to cut or fill up to");
        }
        return java.util.Arrays.copyOf(signal, count);
    }
}
