package dev.descent.run;

import dev.descent.dataset.Datasets;
import dev.descent.nn.data.DataException;
import dev.descent.nn.data.Scratch;
import dev.descent.nn.spec.FormulaSpec;
import dev.descent.nn.spec.NetworkSpec;
import dev.descent.nn.spec.Excess;
import dev.descent.nn.spec.SpecProblem;
import dev.descent.nn.spec.SpecResolver.Resolved;
import dev.descent.nn.train.RateTest;
import dev.descent.nn.train.TrainingData;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/**
 * Looks for the learning rate of a run before it is submitted. Nothing is stored; the answer is waited for, so it has to come within
 * seconds. One at a time on a node and on one thread: the runs that train keep their cores and their memory.
 */
@Service
public class RateTests {

    private static final Logger LOG = LoggerFactory.getLogger(RateTests.class);
    /** Some four seconds of a core at a quarter of its peak. */
    private static final double MOST_OPERATIONS = 2e10;
    /** Rows times inputs that are encoded, in about as long. */
    private static final long MOST_INPUTS = 20_000_000;
    /** Runs are given three fifths of the heap. */
    private static final int SHARE_OF_HEAP = 8;

    private final RunResolver resolver;
    private final Datasets datasets;
    private final Path directory;
    private final Semaphore turn = new Semaphore(1);

    /** @param directory is tidied up at the start */
    RateTests(RunResolver resolver, Datasets datasets, @Value("${server.tomcat.basedir}") Path directory) {
        this.resolver = resolver;
        this.datasets = datasets;
        this.directory = directory.resolve("rows");
    }

    /**
     * @param from  rate of the first step
     * @param to    rate of the last one
     * @throws Problem with everything that is wrong with the request; compute-budget-exceeded, memory-budget-exceeded; unavailable while
     *                 another test is under way
     */
    public RateTestView run(NewRun request, double from, double to, int steps) {
        if (!(from < to)) {
            throw refused("/to", ProblemCode.CONSTRAINT_VIOLATION, "must be larger than \"from\", which is " + from + " (was " + to + ")", null);
        }
        var submission = resolver.resolve(request);
        check(submission.resolved(), steps);
        if (!turn.tryAcquire()) {
            throw new Problem(ProblemCode.UNAVAILABLE, "Another learning-rate test is under way on this node; retry in a few seconds");
        }
        try {
            return RateTestView.of(points(submission, from, to, steps));
        } finally {
            turn.release();
        }
    }

    private static void check(Resolved resolved, int steps) {
        double operations = 6.0 * resolved.parameters() * resolved.spec().batchSize() * steps;
        if (operations > MOST_OPERATIONS) {
            throw refused("/steps", ProblemCode.COMPUTE_BUDGET_EXCEEDED, "must take at most " + MOST_OPERATIONS + " operations (take about " + operations
                    + "): use fewer steps or smaller batches", new Excess(MOST_OPERATIONS, operations, Map.of()));
        }
        long inputs = (long) (resolved.trainingRows() + resolved.validationRows()) * inputs(resolved);
        if (inputs > MOST_INPUTS) {
            throw refused("/dataset", ProblemCode.COMPUTE_BUDGET_EXCEEDED, "must become at most " + MOST_INPUTS + " network inputs for a test (becomes " + inputs
                    + "): test on a part of its rows", new Excess(MOST_INPUTS, inputs, Map.of()));
        }
        long most = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
        if (resolved.memoryBytes() > most) {
            throw refused("/model", ProblemCode.MEMORY_BUDGET_EXCEEDED, "must fit into " + most + " bytes for a test (needs " + resolved.memoryBytes() + ")",
                    new Excess(most, resolved.memoryBytes(), Map.of()));
        }
    }

    private static int inputs(Resolved resolved) {
        return switch (resolved.model()) {
            case NetworkSpec network -> network.inputShape().getFirst();
            case FormulaSpec _ -> resolved.spec().features().size();
        };
    }

    private List<RateTest.Point> points(Submission submission, double from, double to, int steps) {
        var resolved = submission.resolved();
        try (var data = TrainingData.prepare(resolved.spec(), datasets.table(submission.dataset().id()), null, directory)) {
            return new RateTest(resolved.model(), resolved.spec(), data).run(from, to, steps);
        } catch (DataException e) {
            throw refused("/dataset", ProblemCode.CONSTRAINT_VIOLATION, e.getMessage(), null);
        } catch (UncheckedIOException e) {
            LOG.warn("A learning-rate test could not keep its rows on disk", e);
            throw new Problem(ProblemCode.STORAGE_EXHAUSTED, "There is no room on disk for the encoded rows; retry later");
        }
    }

    private static Problem refused(String pointer, ProblemCode code, String detail, Excess excess) {
        return Problem.of(List.of(new SpecProblem(pointer, code.slug(), detail, excess)));
    }
}
