package dev.descent.support;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much one request or resource may ask for, checked before anything is allocated. {@code GET /api/v1/limits} answers these.
 *
 * @param specBytes           JSON body that describes something
 * @param jsonDepth           nesting of objects and arrays, the outermost counts as 1
 * @param jsonTokens          values, names and brackets in a JSON body
 * @param uploadBytes         dataset file, packed or not
 * @param inlineBytes         JSON body that carries rows
 * @param unpackedRatio       unpacked bytes per packed byte
 * @param fieldBytes          one cell of a dataset
 * @param encodedBytes        rows of a run as its network reads them, on disk while it trains
 * @param parameters          trainable numbers of a model
 * @param width               units of a layer
 * @param operations         multiplications and additions of a whole run
 * @param requestsPerSecond  of one credential, and {@code requestBurst} of them at once; without credentials there is no such limit
 * @param uploadsPerMinute   dataset files of one credential
 * @param predictionBytes     JSON or CSV body of a prediction
 */
@ConfigurationProperties("descent.limits")
public record Limits(
        @DefaultValue("256KB") DataSize specBytes,
        @DefaultValue("32") int jsonDepth,
        @DefaultValue("20000") int jsonTokens,
        @DefaultValue("4GB") DataSize uploadBytes,
        @DefaultValue("8MB") DataSize inlineBytes,
        @DefaultValue("100") int unpackedRatio,
        @DefaultValue("64KB") DataSize fieldBytes,
        @DefaultValue("4096") int columns,
        @DefaultValue("1000000000") long cells,
        @DefaultValue("64GB") DataSize encodedBytes,
        @DefaultValue("10000000") long parameters,
        @DefaultValue("64") int layers,
        @DefaultValue("16384") int width,
        @DefaultValue("10000000") int epochs,
        @DefaultValue("1e18") double operations,
        @DefaultValue("100000") int queuedRuns,
        @DefaultValue("20") int requestsPerSecond,
        @DefaultValue("40") int requestBurst,
        @DefaultValue("10") int uploadsPerMinute,
        @DefaultValue("10000") int predictionRows,
        @DefaultValue("8MB") DataSize predictionBytes) {

    /** The limits of a service without configuration. */
    public static Limits defaults() {
        return new Binder(List.of()).bindOrCreate("descent.limits", Limits.class);
    }
}
