package dev.descent.run;

import dev.descent.dataset.DatasetUsage;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** Keeps datasets that a run will still read from being deleted. */
@Component
class UsedByRuns implements DatasetUsage {

    private static final List<RunStatus> ENDED = Arrays.stream(RunStatus.values()).filter(RunStatus::isTerminal).toList();

    private final RunRepository runs;

    UsedByRuns(RunRepository runs) {
        this.runs = runs;
    }

    @Override
    public boolean uses(String datasetId) {
        return runs.existsByDataset(datasetId, ENDED);
    }
}
