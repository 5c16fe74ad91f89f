package dev.descent.run;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Figures of runs that were looked at lately, epoch by epoch. Epochs never change, so that only those that came since are read. */
@Component
final class KnownCurves {

    /** Of all of them together: 32 MiB, and half as much again while they grow. */
    private static final long MOST_VALUES = 4L << 20;
    /** One that has hardly any values takes room, too, and all are gone through at each look. */
    static final int MOST_CURVES = 1000;

    private final EpochRows rows;
    private record Key(String run, String figure) {}

    private final Map<Key, Known> curves = new LinkedHashMap<>(16, 0.75f, true);

    KnownCurves(EpochRows rows) {
        this.rows = rows;
    }

    /** @param first its first epoch. @param values NaN for none that is finite */
    record Curve(int first, double[] values) {

        Curve after(int epoch) {
            int skipped = Math.clamp((long) epoch - first + 1, 0, values.length);
            return skipped == 0 ? this : new Curve(first + skipped, Arrays.copyOfRange(values, skipped, values.length));
        }
    }

    /** Validation losses where there are some, training losses otherwise, of all epochs of a run that are on record. */
    Curve of(String run) {
        return of(run, CurveBlocks.CURVE);
    }

    /** A figure of all epochs of a run that are on record. */
    Curve of(String run, String figure) {
        Known known;
        synchronized (curves) {
            known = curves.computeIfAbsent(new Key(run, figure), _ -> new Known());
        }
        synchronized (known) {
            bring(run, figure, known);
            forgetOthers();
            return known.curve();
        }
    }

    /** Whole blocks, and as rows what lies before them, of a run that began before there were any, and behind them. */
    private void bring(String run, String figure, Known known) {
        var blocks = rows.blocks(run, figure, known.last());
        if (blocks.isEmpty() && !figure.equals(CurveBlocks.CURVE)) {
            blocks = rows.blocks(run, CurveBlocks.CURVE, known.last()).stream().map(CurveBlocks.Block::empty).toList();
        }
        if (!blocks.isEmpty()) {
            known.add(rows.points(run, figure, known.last(), blocks.getFirst().first()));
            blocks.forEach(known::add);
        }
        known.add(rows.points(run, figure, known.last(), Integer.MAX_VALUE));
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
            if (!newer.isEmpty()) {
                add(new CurveBlocks.Block(newer.getFirst().epoch(), newer.stream().mapToDouble(EpochRows.Point::value).toArray()));
            }
        }

        /** What is known of it already is left out. */
        void add(CurveBlocks.Block newer) {
            first = size == 0 ? newer.first() : first;
            int at = Math.max(size, newer.first() - first);
            int skipped = at + first - newer.first();
            int end = at + newer.values().length - skipped;
            if (end > values.length) {
                values = Arrays.copyOf(values, Math.max(end, values.length + values.length / 2));
            }
            if (end > size) {
                Arrays.fill(values, size, at, Double.NaN);
                System.arraycopy(newer.values(), skipped, values, at, end - at);
                size = end;
            }
        }

        Curve curve() {
            return new Curve(first, Arrays.copyOf(values, size));
        }
    }
}
