package dev.descent.run;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * One line of the log for each change of a run's status, once it is committed. The run, its attempt and the status are fields where the log is
 * structured. Of a failure it has the code and not the detail, which may hold values of a dataset.
 */
@Component
class TransitionLog {

    private static final Logger LOG = LoggerFactory.getLogger(TransitionLog.class);

    /** @param data of the event that tells it */
    record Moved(String run, int attempt, Map<String, Object> data) {}

    @TransactionalEventListener(fallbackExecution = true)
    void tell(Moved moved) {
        var status = moved.data().get("status");
        var why = why(moved.data());
        var line = LOG.atInfo().addKeyValue("run", moved.run()).addKeyValue("attempt", moved.attempt()).addKeyValue("status", status);
        (why == null ? line : line.addKeyValue("reason", why)).log("Run {} is {}{}, attempt {}", moved.run(), status, why == null ? "" : " (" + why + ")", moved.attempt());
    }

    private static Object why(Map<String, Object> data) {
        return data.get("failure") instanceof Failure failure ? failure.code().name() : data.getOrDefault("stopReason", data.get("reason"));
    }
}
