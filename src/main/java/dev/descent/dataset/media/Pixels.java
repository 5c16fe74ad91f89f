package dev.descent.dataset.media;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture as numbers from 0 to 255.
 *
 * @param values [channels, height, width]
 */
record Pixels(int channels, int height, int width, double[] values) {

    /** A header may promise more pixels than the memory has: 16 million of four 16-bit channels take 128 MB while they are decoded. */
    private static final long MOST_PIXELS = 16_000_000;
    private static final double WHITE = 255;
    private static final byte[] PNG_END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xae, 0x42, 0x60, (byte) 0x82};

    /** png, jpeg or null. */
    static String format(byte[] start) {
        if (start.length >= 4 && (start[0] & 0xff) == 0x89 && start[1] == 'P' && start[2] == 'N' && start[3] == 'G') {
            return "png";
        }
        return start.length >= 3 && (start[0] & 0xff) == 0xff && (start[1] & 0xff) == 0xd8 && (start[2] & 0xff) == 0xff ? "jpeg" : null;
    }

    /** Grey stays one channel. @throws DamagedException if it is no whole PNG or JPEG file, or too large */
    static Pixels decode(byte[] file) {
        var format = format(file);
        if (format == null) {
            throw new DamagedException("is neither PNG nor JPEG");
        }
        if (format.equals("png") && !endsWell(file)) {
            throw new DamagedException("ends early: it is a PNG file without its end");
        }
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MOST_PIXELS) {
                throw new DamagedException("has " + pixels + " pixels; at most " + MOST_PIXELS + " are decoded");
            }
            // A decoder that fills up what is missing only warns.
            reader.addIIOReadWarningListener((_, warning) -> {
                throw new DamagedException("is damaged: " + warning);
            });
            return of(reader.read(0));
        } catch (IOException | IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException | NegativeArraySizeException | NullPointerException e) {
            throw new DamagedException("is a damaged " + format.toUpperCase(Locale.ROOT) + " file, or of a kind that is not read (CMYK); save it anew as PNG");
        } finally {
            reader.dispose();
        }
    }

    private static boolean endsWell(byte[] file) {
        for (int at = file.length - PNG_END.length; at >= 8; at--) {
            if (Arrays.equals(file, at, at + PNG_END.length, PNG_END, 0, PNG_END.length)) {
                return true;
            }
        }
        return false;
    }

    private static Pixels of(BufferedImage image) {
        if (image.getColorModel() instanceof IndexColorModel palette) {
            return of(image.getWidth(), image.getHeight(), isGrey(palette) ? 1 : 3, true, (x, y, pixel) -> {
                int rgb = image.getRGB(x, y);
                pixel[0] = rgb >> 16 & 0xff;
                pixel[1] = rgb >> 8 & 0xff;
                pixel[2] = rgb & 0xff;
                pixel[3] = rgb >>> 24;
            });
        }
        int space = image.getColorModel().getColorSpace().getType();
        if (space != ColorSpace.TYPE_RGB && space != ColorSpace.TYPE_GRAY) {
            throw new DamagedException("is of a kind that is not read (CMYK); save it anew as PNG");
        }
        // The samples themselves: a conversion to sRGB would change what a grey picture says.
        var raster = image.getRaster();
        int bands = raster.getNumBands();
        int channels = bands < 3 ? 1 : 3;
        boolean alpha = bands == 2 || bands == 4;
        double[] scale = new double[bands];
        Arrays.setAll(scale, band -> WHITE / ((1L << raster.getSampleModel().getSampleSize(band)) - 1));
        int[] samples = new int[bands];
        return of(image.getWidth(), image.getHeight(), channels, alpha, (x, y, pixel) -> {
            raster.getPixel(x, y, samples);
            for (int channel = 0; channel < channels; channel++) {
                pixel[channel] = samples[channel] * scale[channel];
            }
            pixel[3] = alpha ? samples[bands - 1] * scale[bands - 1] : WHITE;
        });
    }

    private static boolean isGrey(IndexColorModel palette) {
        return IntStream.range(0, palette.getMapSize()).allMatch(i -> palette.getRed(i) == palette.getGreen(i) && palette.getGreen(i) == palette.getBlue(i));
    }

    private interface PixelReader {

        /** @param pixel red, green, blue and alpha, or grey in the first */
        void read(int x, int y, double[] pixel);
    }

    private static Pixels of(int width, int height, int channels, boolean alpha, PixelReader reader) {
        double[] values = new double[channels * height * width];
        double[] pixel = new double[4];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                reader.read(x, y, pixel);
                for (int channel = 0; channel < channels; channel++) {
                    double seen = pixel[channel];
                    values[(channel * height + y) * width + x] = alpha ? (seen * pixel[3] + WHITE * (WHITE - pixel[3])) / WHITE : seen;
                }
            }
        }
        return new Pixels(channels, height, width, values);
    }

    /** Grey is the luma of ITU-R BT.601. @param wanted 1 or 3 */
    Pixels inChannels(int wanted) {
        if (wanted == channels) {
            return this;
        }
        int size = height * width;
        double[] converted = new double[wanted * size];
        for (int i = 0; i < size; i++) {
            if (wanted == 1) {
                converted[i] = (299 * values[i] + 587 * values[size + i] + 114 * values[2 * size + i]) / 1000;
            } else {
                converted[i] = converted[size + i] = converted[2 * size + i] = values[i];
            }
        }
        return new Pixels(wanted, height, width, converted);
    }

    /** Each new pixel is the mean of the old ones around it, weighted by a triangle of one old or new pixel to either side, whichever is larger. */
    Pixels scaled(int toWidth, int toHeight) {
        if (toWidth == width && toHeight == height) {
            return this;
        }
        double[] wide = resized(values, channels * height, width, 1, toWidth);
        double[] high = new double[channels * toHeight * toWidth];
        for (int channel = 0; channel < channels; channel++) {
            double[] plane = Arrays.copyOfRange(wide, channel * height * toWidth, (channel + 1) * height * toWidth);
            System.arraycopy(resized(plane, 1, height, toWidth, toHeight), 0, high, channel * toHeight * toWidth, toHeight * toWidth);
        }
        return new Pixels(channels, toHeight, toWidth, high);
    }

    /** [outer, from, inner] → [outer, to, inner] */
    private static double[] resized(double[] values, int outer, int from, int inner, int to) {
        double[] result = new double[outer * to * inner];
        double scale = (double) from / to;
        double reach = Math.max(scale, 1);
        for (int t = 0; t < to; t++) {
            double center = (t + 0.5) * scale;
            int first = Math.max(0, (int) Math.floor(center - reach));
            int last = Math.min(from - 1, (int) Math.ceil(center + reach));
            double sum = 0;
            for (int f = first; f <= last; f++) {
                sum += weight(f, center, reach);
            }
            for (int f = first; f <= last; f++) {
                double weight = weight(f, center, reach) / sum;
                for (int o = 0; weight != 0 && o < outer; o++) {
                    for (int i = 0; i < inner; i++) {
                        result[(o * to + t) * inner + i] += weight * values[(o * from + f) * inner + i];
                    }
                }
            }
        }
        return result;
    }

    private static double weight(int pixel, double center, double reach) {
        return Math.max(0, 1 - Math.abs(pixel + 0.5 - center) / reach);
    }
}
