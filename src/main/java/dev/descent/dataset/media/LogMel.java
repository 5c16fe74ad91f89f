package dev.descent.dataset.media;

/**
 * Spectra on the mel scale, m = 2595·log₁₀(1 + f/700) (Young and others, The HTK Book): each frame goes under a Hann window, its power spectrum through
 * triangles of equal width on that scale from 0 to half the rate, and each sum becomes its natural logarithm.
 *
 * @param rate   samples per second
 * @param window samples of a frame; the transform has the next power of two
 * @param hop    samples from frame to frame
 * @param mels   number of triangles
 */
record LogMel(int rate, int window, int hop, int mels) {

    /** Silence is not −∞. */
    private static final double LEAST_POWER = 1e-10;

    int frames(int samples) {
        return samples < window ? 0 : 1 + (samples - window) / hop;
    }

    /** @return [mels, frames] */
    double[] of(double[] signal) {
        int frames = frames(signal.length);
        var fourier = new Fourier(Integer.highestOneBit(window - 1) << 1);
        double[][] triangles = triangles(fourier.size());
        double[] result = new double[mels * frames];
        double[] re = new double[fourier.size()];
        double[] im = new double[fourier.size()];
        for (int frame = 0; frame < frames; frame++) {
            for (int i = 0; i < re.length; i++) {
                re[i] = i < window ? signal[frame * hop + i] * (0.5 - 0.5 * StrictMath.cos(2 * Math.PI * i / window)) : 0;
                im[i] = 0;
            }
            fourier.transform(re, im);
            for (int mel = 0; mel < mels; mel++) {
                double power = 0;
                for (int bin = 0; bin < triangles[mel].length; bin++) {
                    power += triangles[mel][bin] * (re[bin] * re[bin] + im[bin] * im[bin]);
                }
                result[mel * frames + frame] = StrictMath.log(Math.max(power, LEAST_POWER));
            }
        }
        return result;
    }

    /** [mels, size/2 + 1] */
    private double[][] triangles(int size) {
        double top = mel(rate / 2.0);
        double[][] triangles = new double[mels][size / 2 + 1];
        for (int mel = 0; mel < mels; mel++) {
            double from = hertz(top * mel / (mels + 1));
            double peak = hertz(top * (mel + 1) / (mels + 1));
            double to = hertz(top * (mel + 2) / (mels + 1));
            for (int bin = 0; bin <= size / 2; bin++) {
                double f = (double) bin * rate / size;
                triangles[mel][bin] = Math.max(0, Math.min((f - from) / (peak - from), (to - f) / (to - peak)));
            }
        }
        return triangles;
    }

    private static double mel(double hertz) {
        return 2595 * StrictMath.log10(1 + hertz / 700);
    }

    private static double hertz(double mel) {
        return 700 * (StrictMath.pow(10, mel / 2595) - 1);
    }
}
