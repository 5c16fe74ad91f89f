package dev.descent.export;

import java.util.Arrays;
import java.util.Optional;

/** What a state can be taken away as. */
public enum ExportFormat {
    /** weights by name, everything else as metadata; float32 little-endian */
    SAFETENSORS("safetensors", "application/octet-stream"),
    /** raw columns in, labels and probabilities or values out */
    ONNX("onnx", "application/octet-stream"),
    /** everything, readable */
    JSON("json", "application/json");

    private final String ending;
    private final String mediaType;

    ExportFormat(String ending, String mediaType) {
        this.ending = ending;
        this.mediaType = mediaType;
    }

    public static Optional<ExportFormat> of(String name) {
        return Arrays.stream(values()).filter(format -> format.ending.equals(name)).findFirst();
    }

    public String ending() {
        return ending;
    }

    public String mediaType() {
        return mediaType;
    }
}
