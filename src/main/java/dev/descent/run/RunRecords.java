package dev.descent.run;

import org.springframework.stereotype.Component;

/** Everything that is kept about runs beside the entity: new rows, and what grows with a run. */
@Component
record RunRecords(RunRows runs, EpochRows epochs, EventRows events, CheckpointRows checkpoints, RunQueue queue, Leftovers leftovers, Failpoint failpoint) {}
