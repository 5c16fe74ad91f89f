package dev.descent.run;

import dev.descent.dataset.DatasetView;
import dev.descent.dataset.Datasets;
import dev.descent.support.Page;
import dev.descent.support.Paging;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.MapJoin;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists runs: filtered, sorted, page by page. */
@Service
public class RunList {

    private final RunRepository runs;
    private final Datasets datasets;

    RunList(RunRepository runs, Datasets datasets) {
        this.runs = runs;
        this.datasets = datasets;
    }

    /** The page behind the cursor; the id decides between runs that are equal in the field sorted by. */
    @Transactional(readOnly = true)
    public Page<RunView> page(RunFilter filter, RunSort sort, Paging paging) {
        var after = paging.after(text -> RunSort.Position.read(sort, text));
        var direction = sort.descending() ? Sort.Direction.DESC : Sort.Direction.ASC;
        var found = runs.findBy(matching(filter, sort, after), query -> query
                .sortBy(Sort.by(direction, order(filter, sort))).limit(paging.fetch()).all());
        return paging.page(found, run -> RunSort.Position.of(sort, run).text()).map(RunView::of);
    }

    /** What is the same for all of them comes first: the embedded database only sees that way that an index has the order. */
    private static String[] order(RunFilter filter, RunSort sort) {
        var attributes = new ArrayList<>(List.of("tenant"));
        if (filter.statuses().size() == 1) {
            attributes.add("status");
        } else if (filter.dataset() != null) {
            attributes.add("plan.datasetId");
        }
        attributes.addAll(List.of(sort.field().attribute(), "id"));
        return attributes.toArray(String[]::new);
    }

    private Specification<Run> matching(RunFilter filter, RunSort sort, RunSort.Position after) {
        var datasetId = filter.dataset() == null ? null : datasets.lookup(filter.dataset()).map(DatasetView::id).orElse(filter.dataset());
        return (run, query, build) -> {
            var all = new ArrayList<Predicate>();
            if (!filter.statuses().isEmpty()) {
                all.add(run.get("status").in(filter.statuses()));
            }
            if (datasetId != null) {
                all.add(build.equal(run.get("plan").get("datasetId"), datasetId));
            }
            if (filter.parent() != null) {
                all.add(build.equal(run.get("lineage").get("parentRun"), filter.parent()));
            }
            if (filter.sweep() != null) {
                all.add(build.equal(run.get("sweep"), filter.sweep()));
            }
            filter.labels().forEach((name, value) -> {
                // A join would have the database go through all runs with the label before it sorts them.
                var labelled = query.subquery(Integer.class);
                MapJoin<Run, String, String> label = labelled.correlate(run).joinMap("labels");
                all.add(build.exists(labelled.select(build.literal(1)).where(build.equal(label.key(), name), build.equal(label.value(), value))));
            });
            if (after != null) {
                all.add(behind(run, sort, after, build));
            }
            return build.and(all.toArray(Predicate[]::new));
        };
    }

    private static Predicate behind(Root<Run> run, RunSort sort, RunSort.Position after, CriteriaBuilder build) {
        return switch (after.value()) {
            case Instant at -> behind(run.<Instant>get(sort.field().attribute()), at, run, sort, after, build);
            case Integer number -> behind(run.<Integer>get(sort.field().attribute()), number, run, sort, after, build);
            case String text -> behind(run.<String>get(sort.field().attribute()), text, run, sort, after, build);
            default -> throw new IllegalStateException("No field sorts by " + after.value().getClass());
        };
    }

    private static <T extends Comparable<? super T>> Predicate behind(
            Expression<T> field, T value, Root<Run> run, RunSort sort, RunSort.Position after, CriteriaBuilder build) {
        var id = run.<String>get("id");
        var further = sort.descending() ? build.lessThan(field, value) : build.greaterThan(field, value);
        var equal = build.and(build.equal(field, value), sort.descending() ? build.lessThan(id, after.id()) : build.greaterThan(id, after.id()));
        // By the first one alone a database finds the place in an index.
        var from = sort.descending() ? build.lessThanOrEqualTo(field, value) : build.greaterThanOrEqualTo(field, value);
        return build.and(from, build.or(further, equal));
    }
}
