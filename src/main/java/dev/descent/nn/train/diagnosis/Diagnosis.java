package dev.descent.nn.train.diagnosis;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the recorded numbers of a training say about it. The same numbers always give the same diagnosis.
 *
 * @param evidence sentences with numbers, those of the findings
 * @param advice   sentences, those of the findings, each once
 */
public record Diagnosis(Fit fit, List<String> evidence, List<String> advice, List<Finding> findings) {

    public static final Diagnosis NOTHING_KNOWN = new Diagnosis(Fit.UNKNOWN, List.of(), List.of(), List.of());

    private static final List<Check> CHECKS = List.of(new Divergence(), new Overfitting(), new Underfitting(), new GoodFit(), new HighRate(), new LowRate(),
            new Plateau(), new DeadUnits(), new GradientFlow(), new Imbalance(), new SuspectColumns());

    /** How the last weights fit, the worst first. */
    public enum Fit {
        @JsonProperty("diverged")
        DIVERGED(Finding.Code.DIVERGED),
        @JsonProperty("overfitting")
        OVERFITTING(Finding.Code.OVERFITTING),
        @JsonProperty("underfitting")
        UNDERFITTING(Finding.Code.UNDERFITTING),
        @JsonProperty("good")
        GOOD(Finding.Code.GOOD),
        /** The figures do not tell, or do not tell yet. */
        @JsonProperty("unknown")
        UNKNOWN(null);

        private final Finding.Code shownBy;

        Fit(Finding.Code shownBy) {
            this.shownBy = shownBy;
        }
    }

    public static Diagnosis of(Recorded recorded) {
        var found = CHECKS.stream().flatMap(check -> check.findings(recorded).stream()).toList();
        var codes = found.stream().map(Finding::code).collect(Collectors.toSet());
        var fit = fit(codes);
        var findings = found.stream().filter(finding -> finding.code() != Finding.Code.GOOD || fit == Fit.GOOD).toList();
        return new Diagnosis(fit, findings.stream().map(Finding::evidence).toList(), findings.stream().map(Finding::advice).distinct().toList(), findings);
    }

    private static Fit fit(Set<Finding.Code> codes) {
        return Stream.of(Fit.values()).filter(fit -> codes.contains(fit.shownBy)).findFirst().orElse(Fit.UNKNOWN);
    }
}
