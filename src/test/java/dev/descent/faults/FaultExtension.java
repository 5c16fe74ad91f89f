package dev.descent.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/** Chooses the faults that are asked for, gives each its campaign, and writes down what came of it. */
final class FaultExtension implements ExecutionCondition, ParameterResolver, AfterTestExecutionCallback {

    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(FaultExtension.class);
    /** "F01", "F01,F02" or "all"; empty in an ordinary build. */
    private static final String WANTED = System.getProperty("fault", "");

    /** Whether the counts of the matrix are wanted, and the service as it is packaged. */
    static boolean isFull() {
        return !WANTED.isEmpty();
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        var fault = context.getElement().map(element -> element.getAnnotation(Fault.class)).orElse(null);
        if (fault == null) {
            return ConditionEvaluationResult.enabled("no fault");
        }
        boolean wanted = WANTED.isEmpty() ? fault.verify() > 0 : WANTED.equals("all") || List.of(WANTED.split(",")).contains(fault.value());
        return wanted ? ConditionEvaluationResult.enabled("wanted")
                : ConditionEvaluationResult.disabled(WANTED.isEmpty() ? "only by -Pfaults -Dfault=" + fault.value() : "-Dfault=" + WANTED + " leaves it out");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Campaign.class;
    }

    @Override
    public Campaign resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var fault = context.getRequiredTestMethod().getAnnotation(Fault.class);
        long seed = number("seed", ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE));
        int tries = (int) number("count", WANTED.isEmpty() ? fault.verify() : fault.full());
        var directory = Path.of("target", "faults", fault.value() + "-" + seed + "-" + ProcessHandle.current().pid()).toAbsolutePath();
        System.out.printf("%s: %d tries, seed %d (-Dseed=%d repeats them)%n", fault.value(), tries, seed, seed);
        var campaign = new Campaign(fault.value(), tries, isFull(), seed, directory);
        context.getStore(HERE).put(Campaign.class, campaign);
        return campaign;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) throws IOException {
        var campaign = context.getStore(HERE).get(Campaign.class, Campaign.class);
        var broken = context.getExecutionException().orElse(null);
        boolean skipped = broken instanceof TestAbortedException;
        if (broken == null) {
            campaign.tried(campaign.tries());
        } else if (!skipped) {
            campaign.violations().add("broke off: " + broken.getMessage());
        }
        System.out.printf("%s: %d tries, %d violations, %d s%n", campaign.fault(), campaign.done(), campaign.violations().size(), campaign.age().toSeconds());
        campaign.violations().forEach(violation -> System.err.println(campaign.fault() + " VIOLATION: " + violation));
        campaign.notes().forEach(note -> System.out.println(campaign.fault() + ": " + note));
        if (campaign.isFull()) {
            ResultsTable.append(campaign);
        }
        if (broken == null && !campaign.violations().isEmpty()) {
            throw new AssertionError(campaign.violations().size() + " violations with seed " + campaign.seed() + ", evidence in " + campaign.directory()
                    + ": " + campaign.violations().stream().limit(20).toList());
        }
        if (campaign.violations().isEmpty()) {
            delete(campaign.directory());
        }
    }

    private static long number(String property, long otherwise) {
        var given = System.getProperty(property, "");
        return given.isEmpty() ? otherwise : Long.parseLong(given);
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }
}
