package dev.descent.worker;

import dev.descent.dataset.Datasets;
import dev.descent.nn.data.Interruption;
import dev.descent.nn.data.Preprocessing;
import dev.descent.nn.data.PreprocessingSpec;
import dev.descent.nn.data.Scratch;
import dev.descent.nn.loss.Loss;
import dev.descent.nn.spec.Task;
import dev.descent.nn.spec.TrainingSpec;
import dev.descent.nn.spec.Validation;
import dev.descent.nn.train.TrainingData;
import dev.descent.support.store.Storage;
import jakarta.annotation.PreDestroy;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Encoded rows too large for the heap outlive the run that they were made for: the next one that asks for the same begins at once. They lie in files
 * without a name, so nothing of them is left behind by a process that dies, and nothing that is found can be stale.
 */
@Component
class PreparedRows {

    private static final Duration KEPT_IDLE = Duration.ofMinutes(10);
    /** What is small of them lies on the heap: {@link Scratch#HEAP_BYTES} each. */
    private static final int MOST_KEPT = 8;

    /** All that decides on the encoded rows, but for what a preprocessing was fitted to elsewhere. */
    record Key(String dataset, String validationDataset, Task task, List<String> features, List<String> target, PreprocessingSpec preprocessing, Loss.Target codes,
            Validation validation, long seed) {

        static Key of(String dataset, String validationDataset, TrainingSpec spec) {
            var validation = spec.validation();
            long seed = validation == null || validation.fraction() == null ? 0 : spec.seed();
            return new Key(dataset, validationDataset, spec.task(), spec.features(), spec.target(), spec.preprocessing(), spec.loss().target(), validation, seed);
        }
    }

    private static final class Prepared {

        private final Key key;
        private final boolean fitted;
        private final TrainingData data;
        private int users = 1;
        private long idleSince;

        Prepared(Key key, boolean fitted, TrainingData data) {
            this.key = key;
            this.fitted = fitted;
            this.data = data;
        }

        /** @param wanted null for what these rows themselves are fitted to */
        boolean serves(Key other, Preprocessing wanted) {
            return key.equals(other) && (wanted == null ? !fitted : wanted.equals(data.preprocessing()));
        }

        boolean isOf(String dataset) {
            return dataset.equals(key.dataset()) || dataset.equals(key.validationDataset());
        }

        long bytes() {
            return data.scratch().fileBytes();
        }
    }

    private final Path directory;
    private final Storage storage;
    private final long most;
    private final LongAdder reused = new LongAdder();
    private final List<Prepared> kept = new ArrayList<>();

    /** @param basedir is tidied up at the start */
    PreparedRows(@Value("${server.tomcat.basedir}") Path basedir, Storage storage, WorkerProperties properties) {
        this.directory = basedir.resolve("rows");
        this.storage = storage;
        this.most = properties.preparedRows().toBytes();
    }

    /**
     * @param fitted what the weights were trained with; null fits it to the training rows
     * @param read   makes the rows
     * @return closed by the caller
     */
    TrainingData prepare(Key key, Preprocessing fitted, Interruption interruption, Function<Scratch, TrainingData> read) {
        var known = lend(key, fitted);
        if (known != null) {
            reused.increment();
            return known;
        }
        return keep(key, fitted != null, made(interruption, read));
    }

    /** Nothing of the dataset stays; what a run still reads goes with the run. */
    @EventListener
    synchronized void forget(Datasets.Deleted deleted) {
        drop(prepared -> prepared.isOf(deleted.dataset()));
        kept.removeIf(prepared -> prepared.isOf(deleted.dataset()));
    }

    /** Called again and again. */
    void tidy() {
        boolean low = storage.isLow();
        long now = System.nanoTime();
        drop(prepared -> low || now - prepared.idleSince > KEPT_IDLE.toNanos());
    }

    @PreDestroy
    void close() {
        drop(_ -> true);
    }

    /** Other rows make room where the disk has none. */
    private TrainingData made(Interruption interruption, Function<Scratch, TrainingData> read) {
        try {
            return read.apply(new Scratch(directory, interruption));
        } catch (UncheckedIOException e) {
            if (drop(_ -> true) == 0) {
                throw e;
            }
            return read.apply(new Scratch(directory, interruption));
        }
    }

    private synchronized TrainingData lend(Key key, Preprocessing fitted) {
        for (var prepared : kept) {
            if (prepared.serves(key, fitted)) {
                prepared.users++;
                return lent(prepared);
            }
        }
        return null;
    }

    private synchronized TrainingData keep(Key key, boolean fitted, TrainingData data) {
        var prepared = new Prepared(key, fitted, data);
        if (prepared.bytes() == 0 || prepared.bytes() > most) {
            return data;
        }
        kept.add(prepared);
        shrink();
        return lent(prepared);
    }

    private TrainingData lent(Prepared prepared) {
        return prepared.data.closedBy(() -> release(prepared));
    }

    private synchronized void release(Prepared prepared) {
        prepared.users--;
        prepared.idleSince = System.nanoTime();
        if (prepared.users == 0 && !kept.contains(prepared)) {
            prepared.data.close();
        }
        shrink();
    }

    /** What has been idle longest goes first. */
    private void shrink() {
        var idle = kept.stream().filter(prepared -> prepared.users == 0).sorted(Comparator.comparingLong(prepared -> prepared.idleSince)).toList();
        for (int i = 0; i < idle.size() && (bytes() > most || kept.size() > MOST_KEPT); i++) {
            var oldest = idle.get(i);
            drop(prepared -> prepared == oldest);
        }
    }

    private synchronized int drop(Predicate<Prepared> which) {
        var dropped = kept.stream().filter(prepared -> prepared.users == 0 && which.test(prepared)).toList();
        kept.removeAll(dropped);
        dropped.forEach(prepared -> prepared.data.close());
        return dropped.size();
    }

    /** Runs that found their rows. */
    long reused() {
        return reused.sum();
    }

    /** Disk that all of them take, those of training runs as well. */
    synchronized long bytes() {
        return kept.stream().mapToLong(Prepared::bytes).sum();
    }
}
