package dev.descent.run;

import dev.descent.nn.loss.Metric;
import dev.descent.support.Page;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is known about the course of runs: epochs, events, and the figures of several runs side by side. */
@Service
@Transactional(readOnly = true)
public class RunHistory {

    private final RunRepository runs;
    private final EpochRows epochs;
    private final KnownCurves curves;
    private final EventRows events;
    private final JsonMapper json;
    private final SpecText specs;

    RunHistory(RunRepository runs, EpochRows epochs, KnownCurves curves, EventRows events, JsonMapper json, SpecText specs) {
        this.runs = runs;
        this.epochs = epochs;
        this.curves = curves;
        this.events = events;
        this.json = json;
        this.specs = specs;
    }

    /** @param after epoch of the last one of the page before, 0 for the first page */
    public EpochPage epochs(String run, int after, int limit) {
        mustExist(run);
        var page = epochs.page(run, after, limit == Integer.MAX_VALUE ? limit : limit + 1);
        boolean more = page.size() > limit;
        var data = more ? page.subList(0, limit) : page;
        return new EpochPage(List.copyOf(data), more ? String.valueOf(data.getLast().epoch()) : null, false);
    }

    /** All epochs after this one, thinned out to about {@code maxPoints}. */
    public EpochPage sampledEpochs(String run, int after, int maxPoints) {
        mustExist(run);
        var curve = curves.of(run).after(after);
        if (curve.values().length <= maxPoints) {
            return epochs(run, after, Integer.MAX_VALUE);
        }
        var kept = Sampling.keep(curve.values(), Math.max(1, maxPoints / 4));
        return new EpochPage(epochs.these(run, kept.stream().map(i -> curve.first() + i).toList()), null, true);
    }

    /** @param after seq of the last one of the page before, 0 for the first page */
    public Page<RunEvent> events(String run, long after, int limit) {
        long last = last(run);
        long from = Math.min(after, last);
        var merged = new ArrayList<>(events.after(run, from, limit + 1));
        epochs.events(run, from, events.countUpTo(run, from), limit + 1).forEach(epoch -> merged.add(new RunEvent(
                epoch.view().seq(), "epoch", epoch.at().toInstant(), epoch.attempt(), json.writeValueAsString(epoch.view()), epoch.view())));
        // What came since the first look at the row may be here in part: an epoch, but not the event before it.
        merged.removeIf(event -> event.seq() > last);
        merged.sort(Comparator.comparingLong(RunEvent::seq));
        return merged.size() <= limit ? new Page<>(merged, null)
                : new Page<>(List.copyOf(merged.subList(0, limit)), String.valueOf(merged.get(limit - 1).seq()));
    }

    /** @param lastSeq of its last event; @param ended whether it stays the last */
    public record Standing(long lastSeq, boolean ended) {}

    public Standing standing(String run) {
        var found = runs.findById(run).orElseThrow(Runs::notFound);
        return new Standing(found.eventSeq(), found.status().isTerminal());
    }

    /** What tells the run's best epoch. */
    public Metric ranking(String run) {
        return specs.read(runs.findById(run).orElseThrow(Runs::notFound).plan().effectiveSpec()).resolved().ranking();
    }

    /** The seq of the last event of each of these runs that exists. They may not be durable yet, as what they tell of is once it is read. */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Map<String, Long> lastSeqs(List<String> ids) {
        return events.lastSeqs(ids);
    }

    /**
     * The named figures of the runs on one epoch axis.
     *
     * @throws Problem if there is no such run, or no figure of one of the names
     */
    public MetricTable metrics(List<String> ids, List<String> names, int maxPoints) {
        names.forEach(RunHistory::mustBeFigure);
        ids.forEach(this::mustExist);
        var columns = ids.stream().map(id -> new FigureColumns(id, names, names.stream().map(name -> curves.of(id, name)).toList())).toList();
        var axis = new BitSet();
        columns.forEach(column -> column.mark(axis));
        var all = axis.stream().toArray();
        boolean sampled = all.length > maxPoints;
        var shown = sampled ? thinned(all, columns, buckets(maxPoints, columns.size() * names.size())) : Arrays.stream(all).boxed().toList();
        return new MetricTable(shown, columns.stream().flatMap(column -> column.series(shown, epochs.these(column.run(), shown))).toList(), sampled);
    }

    /** The figures of {@link #metrics} and the differences between the specifications. */
    public Comparison comparison(List<String> ids, List<String> names, int maxPoints) {
        var byRun = new LinkedHashMap<String, JsonNode>();
        ids.forEach(id -> byRun.put(id, specs.tree(runs.findById(id).orElseThrow(Runs::notFound).plan().effectiveSpec())));
        return Comparison.of(metrics(ids, names, maxPoints), SpecDifference.between(byRun));
    }

    /** Each bucket keeps its ends, and of each series two extremes; each series also its own two ends. */
    private static int buckets(int maxPoints, int series) {
        return Math.max(1, (maxPoints - 2 * series) / (2 + 2 * series));
    }

    private static List<Integer> thinned(int[] axis, List<FigureColumns> columns, int buckets) {
        Set<Integer> kept = new TreeSet<>();
        columns.forEach(column -> column.figures(axis).forEach(figures -> kept.addAll(Sampling.keep(figures, buckets))));
        return kept.stream().map(i -> axis[i]).toList();
    }

    private long last(String run) {
        return runs.findById(run).orElseThrow(Runs::notFound).eventSeq();
    }

    private static void mustBeFigure(String name) {
        if (!EpochView.figures().contains(name)) {
            throw new Problem(ProblemCode.INVALID_PARAMETER, "There is no figure \"" + name + "\"; names are " + String.join(", ", EpochView.figures()));
        }
    }

    private void mustExist(String run) {
        runs.findById(run).orElseThrow(Runs::notFound);
    }
}
