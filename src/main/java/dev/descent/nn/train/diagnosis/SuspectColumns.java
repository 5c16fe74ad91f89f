package dev.descent.nn.train.diagnosis;

import dev.descent.nn.train.diagnosis.Finding.Code;
import java.util.List;
import java.util.stream.Stream;

/** Features that give the answer away, and features that say nothing. A fork keeps its features, so there is no patch for them. */
record SuspectColumns() implements Check {

    @Override
    public List<Finding> findings(Recorded recorded) {
        var leaking = recorded.data().leakingColumns().stream().map(leak -> new Finding(Code.LEAKING_COLUMN,
                "The feature \"" + leak.column() + "\" " + (leak.correlation() == null ? "has values that go with one class each" : "and the target have a correlation of r = " + leak.correlation())
                        + " in the training rows.",
                "If it is not known before the answer is, train without it: leave it out of features.", null));
        var constant = recorded.data().constantColumns().stream().map(column -> new Finding(Code.CONSTANT_COLUMN,
                "The feature \"" + column + "\" has one value only in the training rows.", "Leave it out of features.", null));
        return Stream.concat(leaking, constant).toList();
    }
}
