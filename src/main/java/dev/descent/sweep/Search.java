package dev.descent.sweep;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;

/** Which points of a space of run requests are tried. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Search permits GridSearch, RandomSearch, AshaSearch {

    int MOST_PARAMETERS = 20;
    int MOST_CHOICES = 1000;
    /** Of one sweep, those that are added later included. */
    int MOST_TRIALS = 1000;

    /** By JSON pointer into the run request, in the order given. */
    Map<String, ParameterSpace> parameters();

    /** How many to begin with; of a grid, all. */
    @JsonIgnore
    long count();
}
