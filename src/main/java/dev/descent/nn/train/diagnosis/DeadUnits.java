package dev.descent.nn.train.diagnosis;

import dev.descent.nn.train.LayerFigures;
import dev.descent.nn.train.diagnosis.Finding.Code;
import java.util.List;

/** ReLU units that are 0 whatever they are shown: they pass nothing on and learn nothing more. */
record DeadUnits() implements Check {

    /** A few are normal; a quarter of the layer is capacity that is paid for and not used. */
    private static final double MANY = 0.25;

    @Override
    public List<Finding> findings(Recorded recorded) {
        return recorded.layers().stream().filter(layer -> layer.deadShare() != null && layer.deadShare() >= MANY).map(DeadUnits::finding).toList();
    }

    private static Finding finding(LayerFigures layer) {
        return new Finding(Code.DEAD_RELU, layer.name(), Math.round(layer.deadShare() * layer.units()) + " of " + layer.units() + " units of the layer \""
                + layer.name() + "\" (" + Text.percent(layer.deadShare()) + ") are 0 for every row that was looked at.",
                "Dead units do not come back: start anew with leakyRelu or elu, a lower learning rate, or the default initializer and biases.", null);
    }
}
