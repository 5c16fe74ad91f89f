package dev.descent.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What eight tenants do for an hour, with kills in between: nothing is lost, nobody sees another's, and the node stays as small as it was. */
class SoakIT {

    private static final int TENANTS = 8;
    private static final Duration DEADLINE = Duration.ofMinutes(5);
    /** Several a campaign, and minutes between them in which a leak would show. */
    private static final int MINUTES_BETWEEN_KILLS = 4;
    private static final long SLACK_BYTES = 48L << 20;
    private static final int SLACK_THREADS = 16;

    /** At the end of a minute, after a collection; what a disk holds is compared at the end alone. */
    private record Sample(double heap, double threads, double files, double disk) {

        static Sample of(ServiceProcess node, Path data) {
            return new Sample(heapAfterCollection(node.pid()), count("/proc/" + node.pid() + "/task"), count("/proc/" + node.pid() + "/fd"), bytes(data));
        }
    }

    /** A try is a minute. */
    @Fault(value = "SOAK", verify = 0, full = 60)
    void eight_tenants_lose_nothing_and_the_node_stays_as_small_as_it_was(Campaign campaign) {
        var data = campaign.directory().resolve("data");
        var adminKey = campaign.directory().resolve("admin.key");
        try (var lab = Lab.onH2(campaign); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var node = lab.node("node", "--descent.security.mode=keys", "--descent.security.admin-key-file=" + adminKey).start();
            var admin = lab.client("admin", node).with(read(adminKey).strip());
            var tenants = IntStream.range(0, TENANTS).mapToObj(i -> new SoakTenant(i, lab.client("tenant " + i, node).with(key(admin, "tenant" + i)), campaign.random(Integer.MAX_VALUE))).toList();
            var working = tenants.stream().<Future<?>>map(tenant -> threads.submit(() -> tenant.work(tenants))).toList();
            var samples = new ArrayList<Sample>();
            int kills = 0;
            for (int minute : campaign.each()) {
                long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
                if (minute % MINUTES_BETWEEN_KILLS == 0) {
                    Waiting.pass(campaign.random(Duration.ZERO, Duration.ofSeconds(20)));
                    if (campaign.random(3) == 0) {
                        node.stop();
                    } else {
                        node.kill();
                    }
                    node.start();
                    kills++;
                }
                Waiting.pass(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
                samples.add(Sample.of(node, data));
                System.out.printf("SOAK minute %d: heap %.0f MB, %.0f threads, %.0f files, disk %.0f MB, %d calls%n", minute, samples.getLast().heap / 1e6, samples.getLast().threads,
                        samples.getLast().files, samples.getLast().disk / 1e6, tenants.stream().mapToInt(SoakTenant::calls).sum());
            }
            tenants.forEach(SoakTenant::stop);
            working.forEach(SoakIT::await);
            tenants.forEach(tenant -> tenant.awaitAll(DEADLINE));
            tenants.forEach(tenant -> tenant.complaints().forEach(complaint -> campaign.require(false, complaint)));
            lab.judge();
            node.start();
            tenants.forEach(SoakTenant::deleteAll);
            node.stop();
            node.start();
            judge(campaign, samples, Sample.of(node, data));
            campaign.note("%d calls, %d runs, %d kills and stops".formatted(tenants.stream().mapToInt(SoakTenant::calls).sum(), tenants.stream().mapToInt(SoakTenant::submitted).sum(), kills));
        }
    }

    /** Medians of the first and the last third: a leak raises the last one minute by minute, a single reading may be anything. */
    private static void judge(Campaign campaign, List<Sample> samples, Sample afterDeletes) {
        double heapBefore = median(first(samples), Sample::heap);
        double heapAfter = median(last(samples), Sample::heap);
        campaign.require(heapAfter <= heapBefore + SLACK_BYTES, "the live heap grew from %.0f to %.0f MB".formatted(heapBefore / 1e6, heapAfter / 1e6));
        double threadsBefore = median(first(samples), Sample::threads);
        double threadsAfter = median(last(samples), Sample::threads);
        campaign.require(threadsAfter <= threadsBefore + SLACK_THREADS, "threads grew from " + threadsBefore + " to " + threadsAfter);
        double filesBefore = median(first(samples), Sample::files);
        double filesAfter = median(last(samples), Sample::files);
        campaign.require(filesAfter <= filesBefore + SLACK_THREADS, "open files grew from " + filesBefore + " to " + filesAfter);
        double diskBefore = median(first(samples), Sample::disk);
        campaign.require(afterDeletes.disk <= diskBefore + SLACK_BYTES, "after everything was deleted the disk holds %.0f MB, at first %.0f".formatted(afterDeletes.disk / 1e6, diskBefore / 1e6));
        campaign.note("live heap %.0f → %.0f MB, threads %.0f → %.0f, files %.0f → %.0f, disk %.0f → %.0f MB, after deletes %.0f MB".formatted(heapBefore / 1e6, heapAfter / 1e6, threadsBefore,
                threadsAfter, filesBefore, filesAfter, diskBefore / 1e6, median(last(samples), Sample::disk) / 1e6, afterDeletes.disk / 1e6));
    }

    private static List<Sample> first(List<Sample> samples) {
        return samples.subList(0, Math.ceilDiv(samples.size(), 3));
    }

    private static List<Sample> last(List<Sample> samples) {
        return samples.subList(samples.size() - Math.ceilDiv(samples.size(), 3), samples.size());
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static String key(Client admin, String tenant) {
        return admin.post("/api/v1/admin/keys", "{\"name\":\"soak\",\"role\":\"writer\",\"tenant\":\"%s\"}".formatted(tenant), null).expect(201).json().get("key").asString();
    }

    /** Bytes that live on, as the collector counts them. */
    private static double heapAfterCollection(long pid) {
        jcmd(pid, "GC.run");
        var used = Pattern.compile("(?:used|Used)[ :]+(\\d+)([KMG])").matcher(jcmd(pid, "GC.heap_info"));
        if (!used.find()) {
            throw new IllegalStateException("jcmd tells no heap");
        }
        return Double.parseDouble(used.group(1)) * (1L << 10 * ("KMG".indexOf(used.group(2)) + 1));
    }

    private static String jcmd(long pid, String command) {
        try {
            var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double count(String directory) {
        try (var entries = Files.list(Path.of(directory))) {
            return entries.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double bytes(Path directory) {
        try (var files = Files.walk(directory)) {
            return files.map(Path::toFile).filter(file -> file.isFile()).mapToLong(file -> file.length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Future<?> work) {
        try {
            work.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
