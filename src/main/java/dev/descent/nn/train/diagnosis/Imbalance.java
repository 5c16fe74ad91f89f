package dev.descent.nn.train.diagnosis;

import dev.descent.nn.loss.CrossEntropy;
import dev.descent.nn.spec.DataFacts.ClassCount;
import dev.descent.nn.train.diagnosis.Finding.Code;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** One class has many more training rows than another, and nothing makes up for it. */
record Imbalance() implements Check {

    private static final double RATIO = 10;
    /** More weights than that make a patch that nobody reads. */
    private static final int MOST_CLASSES = 100;

    @Override
    public List<Finding> findings(Recorded recorded) {
        var classes = recorded.data().classes();
        var loss = recorded.spec().loss();
        boolean weighted = loss instanceof CrossEntropy(var weights) && weights != null;
        if (classes.isEmpty() || weighted) {
            return List.of();
        }
        var most = classes.stream().max(Comparator.comparingLong(ClassCount::rows)).orElseThrow();
        var fewest = classes.stream().min(Comparator.comparingLong(ClassCount::rows)).orElseThrow();
        if (most.rows() < RATIO * fewest.rows()) {
            return List.of();
        }
        boolean patched = loss instanceof CrossEntropy && classes.size() <= MOST_CLASSES && fewest.rows() > 0;
        return List.of(new Finding(Code.CLASS_IMBALANCE, "The class \"" + most.label() + "\" has " + most.rows() + " training rows, the class \"" + fewest.label()
                + "\" " + fewest.rows() + ".", "Weigh the classes (crossEntropy's classWeights), collect more of the rare ones, and judge by recall per class instead of accuracy.",
                patched ? Map.of("loss", Map.of("type", "crossEntropy", "classWeights", weights(classes))) : null));
    }

    /** Inverse to the rows of a class, 1 where all have as many. */
    private static List<Double> weights(List<ClassCount> classes) {
        double rows = classes.stream().mapToLong(ClassCount::rows).sum();
        return classes.stream().map(one -> Text.rounded(rows / classes.size() / one.rows())).toList();
    }
}
