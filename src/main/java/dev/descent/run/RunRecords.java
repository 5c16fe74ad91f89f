package dev.descent.run;

import org.springframework.stereotype.Component;

/** Everything that is kept about runs outside their own rows. */
@Component
record RunRecords(EpochRows epochs, EventRows events, CheckpointRows checkpoints, RunQueue queue, Leftovers leftovers, Failpoint failpoint) {}
