package dev.descent.nn.train.diagnosis;

import java.util.List;

/** Looks for one thing in the figures of a training. */
sealed interface Check
        permits Divergence, Overfitting, Underfitting, GoodFit, HighRate, LowRate, Plateau, DeadUnits, GradientFlow, Imbalance, SuspectColumns {

    List<Finding> findings(Recorded recorded);
}
