package dev.descent.benchmark;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is measured, and for how long.
 *
 * @param windows       of each contender, after the warm-up
 * @param windowSeconds length of one
 * @param warmupSeconds of each contender before its first window
 * @param rival         whether DJL is looked for
 */
record Options(Set<Part> parts, Set<Workload> workloads, int windows, double windowSeconds, double warmupSeconds, boolean rival) {

    enum Part { TRAINING, ALLOCATION, THREADS, PREDICTION, PRODUCTS, PAIRS }

    static final String USAGE = "options: --parts training,allocation,threads,prediction,products,pairs --workloads W1,W2,W3,W4,W6 --windows 5 --window 1.2 --warmup 3 --no-rival";

    static Options parse(String... arguments) {
        Set<Part> parts = EnumSet.allOf(Part.class);
        Set<Workload> workloads = EnumSet.allOf(Workload.class);
        int windows = 5;
        double window = 1.2;
        double warmup = 3;
        boolean rival = true;
        for (var left = List.of(arguments).iterator(); left.hasNext(); ) {
            switch (left.next()) {
                case "--parts" -> parts = chosen(Part.class, left.next());
                case "--workloads" -> workloads = chosen(Workload.class, left.next());
                case "--windows" -> windows = Integer.parseInt(left.next());
                case "--window" -> window = Double.parseDouble(left.next());
                case "--warmup" -> warmup = Double.parseDouble(left.next());
                case "--no-rival" -> rival = false;
                case String other -> throw new IllegalArgumentException("\"" + other + "\" is unknown; " + USAGE);
            }
        }
        return new Options(parts, workloads, windows, window, warmup, rival);
    }

    long windowNanos() {
        return (long) (windowSeconds * 1e9);
    }

    long warmupNanos() {
        return (long) (warmupSeconds * 1e9);
    }

    private static <E extends Enum<E>> Set<E> chosen(Class<E> type, String names) {
        var chosen = EnumSet.noneOf(type);
        Arrays.stream(names.split(",")).forEach(name -> chosen.add(Enum.valueOf(type, name.trim().toUpperCase(Locale.ROOT))));
        return chosen;
    }
}
