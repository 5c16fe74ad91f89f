package dev.descent.nn.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the network is to give: a class, numbers, or its own features again. */
public enum Task {
    @JsonProperty("classification")
    CLASSIFICATION,
    @JsonProperty("regression")
    REGRESSION,
    @JsonProperty("reconstruction")
    RECONSTRUCTION
}
