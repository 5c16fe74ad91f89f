package dev.descent.nn.train.diagnosis;

import dev.descent.nn.train.diagnosis.Finding.Code;
import java.util.List;

/** Most of what a guess misses is explained, of the rows held out as well. Counts only where nothing worse was found. */
record GoodFit() implements Check {

    @Override
    public List<Finding> findings(Recorded recorded) {
        var curve = recorded.curve();
        if (curve.points().isEmpty()) {
            return List.of();
        }
        var guess = new Guess(recorded);
        var explained = curve.hasValidation() ? guess.explainedOfValidation() : guess.explained();
        if (explained.isEmpty() || !(explained.getAsDouble() >= Underfitting.EXPLAINED)) {
            return List.of();
        }
        var losses = "the training loss is " + Text.of(curve.endTrainLoss()) + (curve.hasValidation() ? " and the validation loss " + Text.of(curve.endValLoss()) : "");
        return List.of(new Finding(Code.GOOD, "After epoch " + curve.last().epoch() + " " + losses + ": " + Text.percent(explained.getAsDouble())
                + " of what an answer without features misses is explained"
                + (curve.hasValidation() ? " on the rows that were held out." : ", on training rows only: there is no validation."),
                curve.hasValidation() ? "Nothing needs to be changed." : "Hold rows out (validation) to see whether it carries over.", null));
    }
}
