package dev.descent.run;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What curves that were looked at lately are thinned out by. Rows of epochs never change, so that only those that came since are read. */
@Component
final class KnownCurves {

    /** Of all of them together: 32 MiB, and half as much again while they grow. */
    private static final long MOST_VALUES = 4L << 20;
    /** One that has hardly any values takes room, too, and all are gone through at each look. */
    static final int MOST_CURVES = 1000;

    private final EpochRows rows;
    private final Map<String, Known> curves = new LinkedHashMap<>(16, 0.75f, true);

    KnownCurves(EpochRows rows) {
        this.rows = rows;
    }

    /** @param first its first epoch. @param values validation losses where there are some, training losses otherwise; NaN for none that is finite */
    record Curve(int first, double[] values) {

        Curve after(int epoch) {
            int skipped = Math.clamp((long) epoch - first + 1, 0, values.length);
            return new Curve(first + skipped, Arrays.copyOfRange(values, skipped, values.length));
        }
    }

    /** All epochs of a run that are on record. */
    Curve of(String run) {
        Known known;
        synchronized (curves) {
            known = curves.computeIfAbsent(run, _ -> new Known());
        }
        synchronized (known) {
            known.add(rows.points(run, known.last()));
            forgetOthers();
            return known.curve();
        }
    }

    /** Those that were not looked at for longest, or the one that is too long by itself. */
    private void forgetOthers() {
        synchronized (curves) {
            long values = curves.values().stream().mapToLong(known -> known.size).sum();
            for (var eldest = curves.values().iterator(); (values > MOST_VALUES || curves.size() > MOST_CURVES) && eldest.hasNext(); eldest.remove()) {
                values -= eldest.next().size;
            }
        }
    }

    private static final class Known {

        private int first = 1;
        private double[] values = {};
        private volatile int size;

        int last() {
            return size == 0 ? 0 : first + size - 1;
        }

        void add(List<EpochRows.Point> newer) {
            first = size == 0 && !newer.isEmpty() ? newer.getFirst().epoch() : first;
            if (size + newer.size() > values.length) {
                values = Arrays.copyOf(values, Math.max(size + newer.size(), values.length + values.length / 2));
            }
            int at = size;
            for (EpochRows.Point point : newer) {
                values[at++] = point.value();
            }
            size = at;
        }

        Curve curve() {
            return new Curve(first, Arrays.copyOf(values, size));
        }
    }
}
