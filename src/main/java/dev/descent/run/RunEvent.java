package dev.descent.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * Something that happened to a run.
 *
 * @param seq  from 1, without a gap within the run
 * @param type {@code status}, {@code epoch}, {@code checkpoint}, {@code diagnosis} or {@code end}
 * @param data JSON object; of a {@code checkpoint} it says {@code "restored":true} where the run goes on from it, {@code "damaged":true} where it cannot
 * @param epoch of an {@code epoch}, the same as {@code data}; null otherwise
 */
@Schema(name = "Event")
public record RunEvent(long seq, String type, Instant at, int attempt, @JsonRawValue @Schema(type = "object") String data, @JsonIgnore EpochView epoch) {

    /** The type of a run's last event. */
    public static final String END = "end";
}
