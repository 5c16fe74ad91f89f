package dev.descent.run;

import dev.descent.nn.spec.TrainingSpec;
import java.util.Map;

/**
 * A run as asked for.
 *
 * @param json the request as it was sent
 */
public record NewRun(String name, String dataset, ModelChoice model, TrainingSpec training, int priority, Map<String, String> labels, String json) {}
