package dev.descent.support.store;

import dev.descent.support.Ids;
import java.time.Instant;

/**
 * Which installation a database or a data directory belongs to.
 *
 * @param generation    rises with each start and each orderly end, so that an old copy is found out
 * @param schemaVersion of the database when this was written
 */
record Marker(String id, long generation, String schemaVersion, Instant created) {

    static Marker ofNewInstallation(Instant now) {
        return new Marker(Ids.next("inst_"), 0, "", now);
    }

    Marker next(String schema) {
        return new Marker(id, generation + 1, schema, created);
    }

    boolean matches(Marker other) {
        return id.equals(other.id) && generation == other.generation;
    }
}
