package dev.descent.nn.train.diagnosis;

import dev.descent.nn.train.diagnosis.Finding.Code;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The loss ran away, to infinity or nearly so. */
record Divergence() implements Check {

    /** A start that is merely rough comes back down; a loss ten times that of the first epoch does not. */
    private static final double RUNAWAY = 10;

    @Override
    public List<Finding> findings(Recorded recorded) {
        var curve = recorded.curve();
        if (recorded.divergence() != null) {
            return List.of(finding(recorded, recorded.divergence() + (curve.points().isEmpty() ? "" : "; " + course(curve)) + "."));
        }
        boolean ranAway = curve.length() > 1 && curve.first().trainLoss() > 0 && !(curve.endTrainLoss() < RUNAWAY * curve.first().trainLoss());
        return ranAway ? List.of(finding(recorded, "The loss ran away: " + course(curve) + ".")) : List.of();
    }

    private static String course(Curve curve) {
        return "the training loss was " + Text.of(curve.first().trainLoss()) + " in epoch " + curve.first().epoch() + " and "
                + Text.of(curve.last().trainLoss()) + " in epoch " + curve.last().epoch();
    }

    private static Finding finding(Recorded recorded, String evidence) {
        var changes = new HashMap<String, Object>(recorded.withRate(0.1));
        if (recorded.spec().gradientClip() == null) {
            changes.put("gradientClip", Map.of("type", "norm", "max", 1.0));
        }
        return new Finding(Code.DIVERGED, evidence, "Lower the learning rate, standardize the features, and bound the gradient with gradientClip.", changes);
    }
}
