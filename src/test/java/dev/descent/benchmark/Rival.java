package dev.descent.benchmark;

import java.util.Optional;

/** Another library that does the same work in the same process. */
interface Rival {

    String name();

    /** Trains the workload on one thread, from the same rows. */
    Contender training(Workload workload, SyntheticData data);

    /** A network of this workload's shape, with rows of it to predict. */
    Prediction prediction(Workload workload, SyntheticData data);

    /** DJL with PyTorch, if its profile has brought it along and it runs on this machine. */
    static Optional<Rival> find() {
        try {
            return Optional.of((Rival) Class.forName("dev.descent.benchmark.DjlRival").getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | LinkageError e) {
            var cause = e.getCause() == null ? e : e.getCause();
            System.out.println("\nNothing to compare with: DJL with PyTorch is absent or does not run here (" + cause + "). Its columns stay empty.");
            return Optional.empty();
        }
    }
}
