package dev.descent.run;

import dev.descent.nn.loss.Metric;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Metrics in one column, {@code name=value} separated by spaces: a new metric needs no new column, and NaN has a form. */
final class MetricsText {

    private MetricsText() {}

    static String write(Map<String, Double> metrics) {
        return ordered(metrics).entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).collect(Collectors.joining(" "));
    }

    static Map<String, Double> read(String text) {
        var metrics = new LinkedHashMap<String, Double>();
        for (String part : text.isEmpty() ? new String[0] : text.split(" ")) {
            int sign = part.indexOf('=');
            metrics.put(part.substring(0, sign), Double.valueOf(part.substring(sign + 1)));
        }
        return metrics;
    }

    /** In the order in which {@link Metric} declares them, others behind by name. */
    static Map<String, Double> ordered(Map<String, Double> metrics) {
        var rest = new TreeMap<>(metrics);
        var ordered = new LinkedHashMap<String, Double>();
        for (Metric metric : Metric.values()) {
            if (rest.containsKey(metric.label())) {
                ordered.put(metric.label(), rest.remove(metric.label()));
            }
        }
        ordered.putAll(rest);
        return ordered;
    }
}
