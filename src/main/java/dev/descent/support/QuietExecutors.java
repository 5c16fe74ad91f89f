package dev.descent.support;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Executors that never interrupt: one interrupt inside H2 closes the database for everybody. */
public final class QuietExecutors {

    private QuietExecutors() {}

    /** Threads {@code name-1} to {@code name-count}. */
    public static ThreadPoolExecutor fixed(String name, int count) {
        return new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(name)) {
            @Override
            public List<Runnable> shutdownNow() {
                shutdown();
                return List.of();
            }
        };
    }

    public static ScheduledThreadPoolExecutor scheduled(String name, int count) {
        var executor = new ScheduledThreadPoolExecutor(count, named(name)) {
            @Override
            public List<Runnable> shutdownNow() {
                shutdown();
                return List.of();
            }
        };
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return executor;
    }

    private static ThreadFactory named(String name) {
        return Thread.ofPlatform().daemon().name(name + "-", 1).factory();
    }
}
