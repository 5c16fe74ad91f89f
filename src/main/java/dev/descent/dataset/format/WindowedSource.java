package dev.descent.dataset.format;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Windows over the rows of another source, series by series in the order of time. The columns that are needed are in memory. */
public final class WindowedSource implements RowSource {

    /** About 320 MB. */
    private static final long MOST_VALUES = 40_000_000;

    private final RowSource source;
    private final WindowOptions options;
    private final Moments moments;
    private final Collection<List<Integer>> series;

    private WindowedSource(RowSource source, WindowOptions options, Moments moments, SizeLimits limits) {
        this.source = source;
        this.options = options;
        this.moments = moments;
        this.series = series();
        long width = (long) options.values().size() * options.length() + options.targets().size() + options.keep().size();
        limits.checkColumns(width);
        long windows = series.stream().mapToLong(one -> starts(one).count()).sum();
        limits.checkRows(windows, (int) width);
        if (windows == 0) {
            throw new Problem(ProblemCode.DATASET_EMPTY, "No series has the " + (options.length() + options.horizon()) + " rows that one window and its horizon need");
        }
    }

    /**
     * @param options windows and all that says how to read the source
     * @throws Problem if the source has a bad row, a column is missing or of the wrong type, or two moments of a series are one
     */
    public static RowSource over(RowSource source, ReadOptions options, SizeLimits limits) {
        if (options.windows() == null) {
            return source;
        }
        var profile = Profile.of(source, options.withoutWindows(), limits);
        profile.problems().refuse();
        check(options.windows(), profile);
        var moments = new Moments(profile, names(options.windows()));
        long values = profile.rows() * moments.width();
        if (values > MOST_VALUES) {
            throw new Problem(ProblemCode.DATASET_TOO_LARGE, "Windows are cut out of at most " + MOST_VALUES + " values; these columns have " + values,
                    List.of(), Map.of("limit", MOST_VALUES, "actual", values, "unit", "values"));
        }
        source.read(moments, new RowProblems());
        return new WindowedSource(source, options.windows(), moments, limits);
    }

    private static List<String> names(WindowOptions options) {
        var names = new ArrayList<>(options.values());
        names.addAll(options.targets());
        names.addAll(options.keep());
        if (options.time() != null) {
            names.add(options.time());
        }
        if (options.group() != null) {
            names.add(options.group());
        }
        return names.stream().distinct().toList();
    }

    private static void check(WindowOptions options, Profile profile) {
        var problems = new RowProblems();
        for (int i = 0; i < options.values().size(); i++) {
            var name = options.values().get(i);
            known(profile, "/options/windows/values/" + i, name, problems);
            if (profile.columns().stream().anyMatch(column -> column.name().equals(name) && column.type() != ColumnType.NUMERIC)) {
                problems.add("/options/windows/values/" + i, ProblemCode.INVALID_TYPE, "column \"" + name + "\" is not numeric");
            }
            if (options.horizon() == 0 && options.targets().contains(name)) {
                problems.add("/options/windows/horizon", ProblemCode.CONSTRAINT_VIOLATION, "must be at least 1, since the target \"" + name + "\" is among the values and would stand in its own window");
            }
            if (options.values().indexOf(name) < i) {
                problems.add("/options/windows/values/" + i, ProblemCode.CONSTRAINT_VIOLATION, "names \"" + name + "\" a second time");
            }
        }
        for (int i = 0; i < options.targets().size(); i++) {
            known(profile, "/options/windows/targets/" + i, options.targets().get(i), problems);
        }
        for (int i = 0; i < options.keep().size(); i++) {
            known(profile, "/options/windows/keep/" + i, options.keep().get(i), problems);
        }
        if (options.time() != null) {
            known(profile, "/options/windows/time", options.time(), problems);
        }
        if (options.group() != null) {
            known(profile, "/options/windows/group", options.group(), problems);
        }
        problems.refuse();
    }

    private static void known(Profile profile, String pointer, String name, RowProblems problems) {
        if (profile.columns().stream().noneMatch(column -> column.name().equals(name))) {
            problems.add(pointer, ProblemCode.UNKNOWN_REFERENCE, "there is no column \"" + name + "\"");
        }
    }

    /** Rows by series, in the order of time. */
    private Collection<List<Integer>> series() {
        var series = new LinkedHashMap<Object, List<Integer>>();
        for (int row = 0; row < moments.rows(); row++) {
            Object group = options.group() == null ? "" : moments.value(options.group(), row);
            series.computeIfAbsent(group == null ? "" : group, _ -> new ArrayList<>()).add(row);
        }
        if (options.time() != null) {
            var problems = new RowProblems();
            series.values().forEach(rows -> order(rows, problems));
            problems.refuse();
        }
        return series.values();
    }

    private void order(List<Integer> rows, RowProblems problems) {
        for (int row : rows) {
            if (moments.value(options.time(), row) == null) {
                problems.add(source.pointer(moments.line(row), 0), ProblemCode.INVALID_CELL, source.place(moments.line(row)) + ": the time \"" + options.time() + "\" is missing");
            }
        }
        problems.refuse();
        rows.sort(Comparator.comparing(this::time));
        for (int i = 1; i < rows.size(); i++) {
            if (time(rows.get(i)).equals(time(rows.get(i - 1)))) {
                problems.add(source.pointer(moments.line(rows.get(i)), 0), ProblemCode.INVALID_CELL, source.place(moments.line(rows.get(i))) + ": the time " + time(rows.get(i))
                        + " stands in " + source.place(moments.line(rows.get(i - 1))) + " already" + (options.group() == null ? "; name the column that tells the series apart as group" : " in the same series"));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private Comparable<Object> time(int row) {
        return (Comparable<Object>) moments.value(options.time(), row);
    }

    private IntStream starts(List<Integer> rows) {
        int last = rows.size() - options.length() - options.horizon();
        return IntStream.iterate(0, start -> start <= last, start -> start + options.stride());
    }

    @Override
    public void read(RowSink sink, RowProblems problems) {
        long window = 0;
        for (var rows : series) {
            for (int start : starts(rows).toArray()) {
                write(rows, start, sink);
                if (!sink.endRow(++window)) {
                    return;
                }
            }
        }
    }

    private void write(List<Integer> rows, int start, RowSink sink) {
        int column = 0;
        int values = options.values().size();
        for (int i = 0; i < values * options.length(); i++) {
            boolean steps = options.layout() == WindowOptions.Layout.STEPS;
            int step = steps ? i / values : i % options.length();
            int value = steps ? i % values : i / options.length();
            put(sink, column++, moments.value(options.values().get(value), rows.get(start + step)));
        }
        int end = start + options.length() - 1;
        for (var target : options.targets()) {
            put(sink, column++, moments.value(target, rows.get(end + options.horizon())));
        }
        for (var kept : options.keep()) {
            put(sink, column++, moments.value(kept, rows.get(end)));
        }
    }

    private static void put(RowSink sink, int column, Object value) {
        switch (value) {
            case null -> { }
            case Double number -> sink.number(column, number);
            default -> sink.text(column, (String) value);
        }
    }

    @Override
    public List<String> columns() {
        var names = new ArrayList<String>();
        int values = options.values().size();
        for (int i = 0; i < values * options.length(); i++) {
            boolean steps = options.layout() == WindowOptions.Layout.STEPS;
            names.add(options.values().get(steps ? i % values : i / options.length()) + "." + (1 + (steps ? i / values : i % options.length())));
        }
        options.targets().forEach(target -> names.add(options.horizon() == 0 ? target : target + "+" + options.horizon()));
        names.addAll(options.keep());
        return names;
    }

    @Override
    public Dialect dialect() {
        return source.dialect();
    }

    @Override
    public String pointer(long window, int column) {
        return "/file/window/" + window;
    }

    @Override
    public String headerPointer(int column) {
        return "/options/windows";
    }

    @Override
    public String place(long window) {
        return "window " + window;
    }
}
