package dev.descent.nn.kernel;

/** What is still to be done to a stretch of a result that has just been computed, while it is in the cache. */
@FunctionalInterface
public interface Finish {

    Finish NOTHING = (from, to) -> {};

    /** Works in place on the elements [from, to), whole rows of one panel. */
    void range(int from, int to);

    default Finish then(Finish next) {
        return this == NOTHING ? next : next == NOTHING ? this : (from, to) -> {
            range(from, to);
            next.range(from, to);
        };
    }
}
