package dev.descent.nn.layer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Initial values given outright, in blocks of {@code units} rows, one for each gate.
 *
 * @param weightIn     [gates·units][features]; null lets the initializer draw them
 * @param weightHidden [gates·units][units], likewise
 * @param biasIn       [gates·units]; null starts at 0
 * @param biasHidden   likewise
 */
public record RecurrentWeights(
        @JsonProperty("weight_ih") List<List<Double>> weightIn,
        @JsonProperty("weight_hh") List<List<Double>> weightHidden,
        @JsonProperty("bias_ih") List<Double> biasIn,
        @JsonProperty("bias_hh") List<Double> biasHidden) {

    static final RecurrentWeights NONE = new RecurrentWeights(null, null, null, null);
}
