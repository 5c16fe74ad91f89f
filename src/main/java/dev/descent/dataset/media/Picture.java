package dev.descent.dataset.media;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * PNG and JPEG files as pixels from 0 to 255: {@code channels × height × width} numbers in this order, which is what a two-dimensional convolution reads.
 * What is transparent lies on white.
 *
 * @param width    pixels to stretch each picture to; where width and height are left out all must have the size of the first
 * @param height   as {@code width}
 * @param channels 1 for grey, 3 for red, green and blue; the first picture's where it is left out
 */
@Schema(name = "PictureOptions")
public record Picture(@Min(1) @Max(4096) Integer width, @Min(1) @Max(4096) Integer height, @Min(1) @Max(3) Integer channels) implements Medium {

    @Override
    public Reading like(byte[] first) {
        var model = Pixels.decode(first);
        int toWidth = width == null ? model.width() : width;
        int toHeight = height == null ? model.height() : height;
        int toChannels = channels == null ? model.channels() : channels;
        if (toChannels == 2) {
            throw new DamagedException("cannot have 2 channels; 1 is grey, 3 are red, green and blue");
        }
        boolean alike = width == null && height == null;
        return new Reading((long) toChannels * toHeight * toWidth, file -> {
            var pixels = Pixels.decode(file);
            if (alike && (pixels.width() != toWidth || pixels.height() != toHeight)) {
                throw new DamagedException("has " + pixels.width() + " × " + pixels.height() + " pixels and the first one " + toWidth + " × " + toHeight
                        + "; give options.image a width and a height to stretch them to");
            }
            return pixels.inChannels(toChannels).scaled(toWidth, toHeight).values();
        });
    }
}
