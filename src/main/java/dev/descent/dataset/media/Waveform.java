package dev.descent.dataset.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * A sound, its channels averaged.
 *
 * @param rate    samples per second
 * @param samples from −1 to 1
 */
record Waveform(int rate, double[] samples) {

    private static final int MOST_SAMPLES = 20_000_000;
    /** Zero crossings of the filter to either side. */
    private static final int CROSSINGS = 16;

    static boolean isWave(byte[] start) {
        return start.length >= 12 && start[0] == 'R' && start[1] == 'I' && start[2] == 'F' && start[3] == 'F' && start[8] == 'W' && start[9] == 'A' && start[10] == 'V' && start[11] == 'E';
    }

    /** @throws DamagedException if it is no whole WAV file of linear samples, A-law or µ-law */
    static Waveform decode(byte[] file) {
        if (!isWave(file)) {
            throw new DamagedException("is no WAV file");
        }
        try (var in = linear(AudioSystem.getAudioInputStream(new ByteArrayInputStream(file)))) {
            var format = in.getFormat();
            long frames = in.getFrameLength();
            if (frames <= 0) {
                throw new DamagedException("holds no sample");
            }
            if (frames > MOST_SAMPLES) {
                throw new DamagedException("has " + frames + " samples; at most " + MOST_SAMPLES + " are read");
            }
            int frameBytes = format.getFrameSize();
            if (frames * frameBytes > file.length * 2L) {
                throw new DamagedException("ends early: its header promises " + frames + " samples");
            }
            var bytes = in.readNBytes((int) frames * frameBytes);
            if (bytes.length < frames * frameBytes) {
                throw new DamagedException("ends early: its header promises " + frames + " samples and " + bytes.length / frameBytes + " are there");
            }
            var buffer = ByteBuffer.wrap(bytes).order(format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            int channels = format.getChannels();
            int sampleBytes = frameBytes / channels;
            double[] samples = new double[(int) frames];
            for (int i = 0; i < samples.length; i++) {
                double sum = 0;
                for (int channel = 0; channel < channels; channel++) {
                    sum += sample(buffer, i * frameBytes + channel * sampleBytes, sampleBytes, format.getEncoding());
                }
                if (!Double.isFinite(sum)) {
                    throw new DamagedException("holds a sample that is no finite number");
                }
                samples[i] = sum / channels;
            }
            return new Waveform(Math.round(format.getSampleRate()), samples);
        } catch (UnsupportedAudioFileException | IOException | IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
            throw new DamagedException("is a damaged WAV file, or of a kind that is not read; save it with linear samples of 8, 16, 24 or 32 bits");
        }
    }

    private static AudioInputStream linear(AudioInputStream in) {
        var encoding = in.getFormat().getEncoding();
        return encoding.equals(Encoding.ALAW) || encoding.equals(Encoding.ULAW) ? AudioSystem.getAudioInputStream(Encoding.PCM_SIGNED, in) : in;
    }

    private static double sample(ByteBuffer buffer, int at, int bytes, Encoding encoding) {
        if (encoding.equals(Encoding.PCM_FLOAT)) {
            return bytes == 4 ? buffer.getFloat(at) : buffer.getDouble(at);
        }
        if (encoding.equals(Encoding.PCM_UNSIGNED) && bytes == 1) {
            return ((buffer.get(at) & 0xff) - 128) / 128.0;
        }
        return switch (bytes) {
            case 1 -> buffer.get(at) / 128.0;
            case 2 -> buffer.getShort(at) / 32_768.0;
            case 3 -> (buffer.get(at + 2) << 16 | (buffer.get(at + 1) & 0xff) << 8 | buffer.get(at) & 0xff) / 8_388_608.0;
            case 4 -> buffer.getInt(at) / 2_147_483_648.0;
            default -> throw new IllegalArgumentException("Samples of " + bytes + " bytes");
        };
    }

    /** At another rate, by a sinc under a Hann window that is cut off at the lower of the two rates. */
    Waveform at(int toRate) {
        if (toRate == rate) {
            return this;
        }
        long count = Math.max(1, (long) samples.length * toRate / rate);
        if (count > MOST_SAMPLES) {
            throw new DamagedException("would have " + count + " samples at " + toRate + " a second; at most " + MOST_SAMPLES + " are made");
        }
        double cutoff = Math.min(1, (double) toRate / rate);
        double reach = CROSSINGS / cutoff;
        double[] converted = new double[(int) count];
        for (int i = 0; i < converted.length; i++) {
            double at = (double) i * rate / toRate;
            int last = (int) Math.min(samples.length - 1, Math.floor(at + reach));
            double sum = 0;
            for (int j = (int) Math.max(0, Math.ceil(at - reach)); j <= last; j++) {
                sum += samples[j] * cutoff * sinc(cutoff * (at - j)) * (0.5 + 0.5 * StrictMath.cos(Math.PI * (at - j) / reach));
            }
            converted[i] = sum;
        }
        return new Waveform(toRate, converted);
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
    }
}
