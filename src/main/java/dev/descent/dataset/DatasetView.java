package dev.descent.dataset;

import dev.descent.dataset.storage.ColumnSummary;
import dev.descent.support.Versioned;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * A dataset as clients see it.
 *
 * @param bytes  what its values take in storage, compressed
 * @param sha256 over the canonical columns (names, types, values), whatever they were read from
 */
@Schema(name = "Dataset")
public record DatasetView(String id, String name, long rows, List<ColumnSummary> columns, long bytes, String sha256, Instant createdAt, List<Warning> warnings) implements Versioned {

    /** It never changes. */
    @Override
    public String version() {
        return sha256.substring(0, 16);
    }

    /** Something that is allowed but rarely meant. */
    @Schema(name = "DatasetWarning")
    public record Warning(String code, String column, String detail) {}
}
