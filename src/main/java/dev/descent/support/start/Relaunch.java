package dev.descent.support.start;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the same jar once more on another Java, or with other flags, as a child that lives and ends with this process.
 *
 * <p>SIGTERM is passed on, and the exit code is the child's. The child's standard input is a pipe that only this process holds: when it closes without a
 * SIGTERM this process was killed, and the child ends as suddenly, so that no orphan keeps the database locked.
 */
final class Relaunch {

    private static final String MARK = "descent.relaunched";

    private final JavaRuntime java;
    private final List<String> flags;

    Relaunch(JavaRuntime java, List<String> flags) {
        this.java = java;
        this.flags = flags;
    }

    static boolean isChild() {
        return Boolean.getBoolean(MARK);
    }

    static void endWithParent() {
        var watch = new Thread(Relaunch::awaitParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    /** Returns the child's exit code, after it has ended. */
    int run(String[] arguments) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(command(arguments))
                .redirectInput(Redirect.PIPE)
                .redirectOutput(Redirect.INHERIT)
                .redirectError(Redirect.INHERIT)
                .start();
        Sigterm.means(() -> child.toHandle().destroy());
        endWithThis(child);
        return child.waitFor();
    }

    private List<String> command(String[] arguments) {
        var command = new ArrayList<String>();
        command.add(java.java().toString());
        if (java.hasVectorModule()) command.addAll(flags);
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-D" + MARK + "=true");
        command.add("-jar");
        command.add(Path.of(System.getProperty("java.class.path")).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Whatever else ends this process. */
    private static void endWithThis(Process child) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(child), "end-child"));
        } catch (IllegalStateException shuttingDownAlready) {
            end(child);
        }
    }

    /** Through the handle: {@link Process#destroy()} would also close the pipe, and the child would not get to its checkpoints. */
    private static void end(Process child) {
        child.toHandle().destroy();
        child.onExit().join();
    }

    private static void awaitParent() {
        try {
            while (System.in.read() >= 0) continue;
        } catch (IOException pipeIsGone) {
            // the same answer as its end
        }
        Runtime.getRuntime().halt(137);
    }
}
