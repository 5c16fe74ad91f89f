package dev.descent.faults;

import dev.descent.faults.checker.HistoryChecker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.opentest4j.TestAbortedException;

/** The tries of one fault: how many, by which dice, and what came of them. */
final class Campaign {

    private final String fault;
    private final int tries;
    private final boolean full;
    private final long seed;
    private final Random random;
    private final Path directory;
    private final List<String> violations = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final long began = System.nanoTime();
    private int done;

    Campaign(String fault, int tries, boolean full, long seed, Path directory) {
        this.fault = fault;
        this.tries = tries;
        this.full = full;
        this.seed = seed;
        this.random = new Random(seed);
        this.directory = directory;
    }

    String fault() {
        return fault;
    }

    /** How many are wanted. */
    int tries() {
        return tries;
    }

    /** 1, 2, 3 …, each counted when the next one is asked for. */
    Iterable<Integer> each() {
        return () -> IntStream.rangeClosed(1, tries).peek(number -> done = number - 1).boxed().iterator();
    }

    void tried(int count) {
        done = count;
    }

    int done() {
        return done;
    }

    /** Whether the full counts are run, on a machine that does nothing else: only then are times judged. */
    boolean isFull() {
        return full;
    }

    /** By the second compiler a network is trained many times faster: what is to last as long needs more epochs. */
    int epochs(int reduced) {
        return full ? 10 * reduced : reduced;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    long seed() {
        return seed;
    }

    Path directory() {
        return directory;
    }

    Duration random(Duration from, Duration to) {
        return Duration.ofNanos(random.nextLong(from.toNanos(), to.toNanos()));
    }

    int random(int bound) {
        return random.nextInt(bound);
    }

    void found(List<HistoryChecker.Violation> found) {
        found.forEach(violation -> violations.add(violation.toString()));
    }

    /** For what the checker cannot see. */
    void require(boolean holds, String sentence) {
        if (!holds) {
            violations.add(sentence);
        }
    }

    /** A time of the matrix: judged at full counts only. */
    void withinTime(Duration taken, Duration target, String what) {
        if (full && taken.compareTo(target) > 0) {
            violations.add(what + " took " + taken.toMillis() + " ms, more than " + target.toMillis());
        }
    }

    /** Goes into the table beside the figures. */
    void note(String text) {
        notes.add(text);
    }

    /** Part of it cannot be done here; that is said aloud. */
    void skip(String reason) {
        notes.add("SKIPPED: " + reason);
        System.err.println(fault + " SKIPPED: " + reason);
        throw new TestAbortedException(fault + " skipped: " + reason);
    }

    List<String> violations() {
        return violations;
    }

    List<String> notes() {
        return notes;
    }
}
