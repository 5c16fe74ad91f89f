package dev.descent.endtoend;

import dev.descent.DescentApplication;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One process of the service, as far as that is possible inside this JVM: a context, a port and a pool of its own. */
record Node(ConfigurableApplicationContext context, DescentClient client) implements AutoCloseable {

    /** Trains one run at a time. */
    static Node start(List<String> database, String... more) {
        return withSlots(1, database, more);
    }

    /** Only answers: what is queued waits. */
    static Node idle(List<String> database, String... more) {
        return withSlots(0, database, more);
    }

    private static Node withSlots(int slots, List<String> database, String... more) {
        return at(0, slots, database, more);
    }

    /** @param port 0 for any */
    static Node at(int port, int slots, List<String> database, String... more) {
        var arguments = Stream.of(Stream.of("--server.port=" + port, "--descent.worker.slots=" + slots), database.stream(), Stream.of(more)).flatMap(part -> part);
        var context = new SpringApplicationBuilder(DescentApplication.class).run(arguments.toArray(String[]::new));
        return new Node(context, new DescentClient("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port")));
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }
}
