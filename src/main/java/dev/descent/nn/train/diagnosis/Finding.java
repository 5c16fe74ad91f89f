package dev.descent.nn.train.diagnosis;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

/**
 * One thing that the figures of a training show.
 *
 * @param layer    null where it concerns the whole training
 * @param evidence a sentence with numbers
 * @param advice   a sentence
 * @param changes  a merge patch on the run's request with which it can be forked; null where no such change helps
 */
public record Finding(
        Code code,
        @Schema(types = {"string", "null"}) String layer,
        String evidence,
        String advice,
        @Schema(types = {"object", "null"}) Map<String, Object> changes) {

    public enum Code {
        @JsonProperty("diverged")
        DIVERGED,
        @JsonProperty("overfitting")
        OVERFITTING,
        @JsonProperty("underfitting")
        UNDERFITTING,
        @JsonProperty("good")
        GOOD,
        @JsonProperty("learning-rate-too-high")
        LEARNING_RATE_TOO_HIGH,
        @JsonProperty("learning-rate-too-low")
        LEARNING_RATE_TOO_LOW,
        @JsonProperty("plateau")
        PLATEAU,
        @JsonProperty("dead-relu")
        DEAD_RELU,
        @JsonProperty("vanishing-gradient")
        VANISHING_GRADIENT,
        @JsonProperty("exploding-gradient")
        EXPLODING_GRADIENT,
        @JsonProperty("class-imbalance")
        CLASS_IMBALANCE,
        @JsonProperty("leaking-column")
        LEAKING_COLUMN,
        @JsonProperty("constant-column")
        CONSTANT_COLUMN
    }

    Finding(Code code, String evidence, String advice, Map<String, Object> changes) {
        this(code, null, evidence, advice, changes);
    }
}
