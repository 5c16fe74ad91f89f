package dev.descent.faults.checker;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Judges afterwards whether the service kept its promises, from what clients wrote down and from the rows of the database, both after
 * every accepted run has ended. It shares no class with the service: it would share its mistakes.
 *
 * <p>I1 acknowledged runs exist once and end once; I2 an end stays, an epoch is there once; I3 nothing of an old attempt shows; I4 equal
 * runs have equal numbers; I5 checkpoints are whole; I6 what a client sees only advances; I7 nothing is left behind; I8 nothing is
 * acknowledged that is not kept (with I1, after a power cut).
 */
public final class HistoryChecker {

    private HistoryChecker() {}

    /** @param invariant I1 to I8 */
    public record Violation(String invariant, String subject, String what) {

        @Override
        public String toString() {
            return invariant + " " + subject + ": " + what;
        }
    }

    /** Where a rule puts what it finds. */
    interface Findings {
        void add(String invariant, String subject, String what);
    }

    private static final List<BiConsumer<Evidence, Findings>> RULES = List.of(Acknowledgements::judge, Endings::judge, Fencing::judge, SameBits::judge,
            WholeCheckpoints::judge, ClientViews::judge, Leftovers::judge);

    public static List<Violation> judge(Path history, Connection database) throws SQLException, IOException {
        return judge(Evidence.gather(history, database));
    }

    static List<Violation> judge(Evidence evidence) {
        var violations = new ArrayList<Violation>();
        RULES.forEach(rule -> rule.accept(evidence, (invariant, subject, what) -> violations.add(new Violation(invariant, subject, what))));
        return violations;
    }

    /** Arguments: the history, the URL of the database, user, password. Prints what is violated; the exit code is 1 if anything is. */
    public static void main(String[] arguments) throws SQLException, IOException {
        try (var connection = DriverManager.getConnection(arguments[1], arguments[2], arguments[3])) {
            var violations = judge(Path.of(arguments[0]), connection);
            violations.forEach(System.out::println);
            System.out.println(violations.size() + " violations");
            System.exit(violations.isEmpty() ? 0 : 1);
        }
    }
}
