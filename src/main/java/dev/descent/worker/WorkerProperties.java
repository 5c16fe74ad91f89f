package dev.descent.worker;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How this node trains.
 *
 * @param slots       runs that train at a time; one per core where it is not given, 0 on a node that only answers requests
 * @param maxAttempts claims in a row without a new checkpoint, after which a run fails
 * @param warmUp      whether the kernels are compiled at the start, before the first run needs them
 * @param timeSlice   how long a run keeps its slot while others wait that no slot takes; 0 lets each train to its end
 * @param stallAfter  time without a mini-batch after which a run is taken from the slot; twenty times its mean mini-batch where that is more
 * @param memory      heap that the runs of this node may take together; three fifths of it where it is not given
 * @param preparedRows disk that encoded rows may take while no run reads them; 0 keeps none
 * @param drain       time that a shutdown gives the training runs to stop and be stored
 */
@ConfigurationProperties("descent.worker")
record WorkerProperties(
        Integer slots,
        @DefaultValue("10") int maxAttempts,
        @DefaultValue("true") boolean warmUp,
        @DefaultValue("10s") Duration timeSlice,
        @DefaultValue("5m") Duration stallAfter,
        DataSize memory,
        @DefaultValue("2GB") DataSize preparedRows,
        @DefaultValue("15s") Duration drain) {

    WorkerProperties {
        memory = memory == null ? DataSize.ofBytes(Runtime.getRuntime().maxMemory() / 5 * 3) : memory;
        slots = slots == null ? Integer.valueOf(Runtime.getRuntime().availableProcessors()) : slots;
        if (slots < 0 || maxAttempts < 1) {
            throw new IllegalArgumentException("descent.worker.slots must be at least 0 and descent.worker.max-attempts at least 1");
        }
    }
}
