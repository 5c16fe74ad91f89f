package dev.descent.run.web;

/** Requests that work as they stand once there is a dataset named moons. */
final class RunExamples {

    static final String PREPARATION = "Needs a dataset named `moons`; on an empty database create it first: "
            + "`POST /api/v1/datasets` with `{\"name\":\"moons\",\"generator\":{\"type\":\"moons\",\"rows\":1000,\"noise\":0.1,\"seed\":7}}`.";

    static final String MOONS = """
            {"name":"moons baseline","dataset":"moons","target":"label",
             "model":{"layers":[{"type":"dense","name":"hidden","units":16,"activation":"relu"},{"type":"dense","name":"out"}]},
             "optimizer":{"type":"adam","learningRate":0.01},"epochs":50,"labels":{"team":"demo"}}""";

    static final String DEFAULTS = """
            {"dataset":"moons","target":"label","model":{"layers":[{"type":"dense"}]}}""";

    static final String RATES = """
            {"dataset":"moons","target":"label","from":0.00001,"to":10,"steps":200,
             "model":{"layers":[{"type":"dense","name":"hidden","units":16,"activation":"relu"},{"type":"dense","name":"out"}]},
             "optimizer":{"type":"adam"}}""";

    static final String PATCH = """
            {"name":"moons, second look","labels":{"team":"demo"},"priority":5}""";

    static final String FORK = """
            {"epochs":10,"changes":{"optimizer":{"learningRate":0.001}}}""";

    private RunExamples() {}
}
