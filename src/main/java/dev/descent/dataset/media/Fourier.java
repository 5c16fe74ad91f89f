package dev.descent.dataset.media;

/** The discrete Fourier transform of a power of two of complex numbers (Cooley and Tukey 1965), with the same bits everywhere. */
final class Fourier {

    private final double[] cos;
    private final double[] sin;

    /** @param size a power of two, at least 2 */
    Fourier(int size) {
        cos = new double[size];
        sin = new double[size];
        for (int i = 0; i < size; i++) {
            cos[i] = StrictMath.cos(2 * Math.PI * i / size);
            sin[i] = -StrictMath.sin(2 * Math.PI * i / size);
        }
    }

    int size() {
        return cos.length;
    }

    /** In place: X[k] = Σ x[n]·e^(−2πi·kn/N). */
    void transform(double[] re, double[] im) {
        int size = size();
        for (int i = 0; i < size; i++) {
            int j = Integer.reverse(i) >>> Integer.numberOfLeadingZeros(size - 1);
            if (j > i) {
                swap(re, i, j);
                swap(im, i, j);
            }
        }
        for (int half = 1; half < size; half *= 2) {
            for (int start = 0; start < size; start += 2 * half) {
                for (int k = 0; k < half; k++) {
                    int turn = k * (size / (2 * half));
                    int a = start + k;
                    int b = a + half;
                    double r = re[b] * cos[turn] - im[b] * sin[turn];
                    double i = re[b] * sin[turn] + im[b] * cos[turn];
                    re[b] = re[a] - r;
                    im[b] = im[a] - i;
                    re[a] += r;
                    im[a] += i;
                }
            }
        }
    }

    private static void swap(double[] values, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
    }
}
