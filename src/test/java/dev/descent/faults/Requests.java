package dev.descent.faults;

/** What the faults train: small enough to be over soon, long enough to be caught in the middle. */
final class Requests {

    static final String SPIRALS = """
            {"name":"spirals","generator":{"type":"spirals","rows":4000,"noise":0.1,"seed":3}}""";
    /** For builds, and for networks that are large: an epoch is over soon, whatever the flags of the JVM. */
    static final String FEW_SPIRALS = SPIRALS.replace("4000", "250");
    private static final String LAYERS = """
            [{"type":"dense","units":%1$d,"activation":"relu"},{"type":"batchNorm"},{"type":"dropout","rate":0.1},{"type":"dense","units":%1$d,"activation":"tanh"},{"type":"dense"}]""";

    private Requests() {}

    static String spirals(Campaign campaign) {
        return campaign.isFull() ? SPIRALS : FEW_SPIRALS.replace("250", "600");
    }

    /** Checkpoints of one chunk, several a second. */
    static String run(String name, int seed, int epochs) {
        return run(name, seed, epochs, 64, 0.3);
    }

    /** Checkpoints of more than one chunk. */
    static String large(String name, int seed, int epochs) {
        return run(name, seed, epochs, 288, 0.3);
    }

    /** Over at once. */
    static String tiny(String name) {
        return run(name, 1, 1, 2, 5);
    }

    private static String run(String name, int seed, int epochs, int units, double everySeconds) {
        return """
                {"name":"%s","dataset":"spirals","target":"label","model":{"layers":%s},"optimizer":{"type":"adam"},"epochs":%d,"seed":%d,\
                "validation":{"fraction":0.2},"checkpoint":{"everySeconds":%s}}""".formatted(name, LAYERS.formatted(units), epochs, seed, everySeconds);
    }
}
