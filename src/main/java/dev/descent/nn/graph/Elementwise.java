package dev.descent.nn.graph;

import dev.descent.nn.kernel.Finish;

/**
 * An operation whose every element depends on the elements at the same place, and on vectors by its column, so that it can be done
 * in place and right behind another.
 */
public sealed interface Elementwise extends Op
        permits Pointwise, Dropout, PointLossGradient, Spread, AffineColumns, ScaleColumns, NormalizeColumns, NormalizeColumnsGradient,
                RunningAverage {

    /** Computes the elements [from, to) of the value; {@code binding.out()} may be one of the inputs. */
    Finish range(Binding binding);

    @Override
    default Step bind(Binding binding) {
        return binding.elementwise(range(binding));
    }
}
