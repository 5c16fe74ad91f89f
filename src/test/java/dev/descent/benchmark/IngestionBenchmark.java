package dev.descent.benchmark;

import com.sun.management.OperatingSystemMXBean;
import dev.descent.DescentApplication;
import dev.descent.dataset.DatasetImport;
import dev.descent.dataset.Datasets;
import dev.descent.dataset.NewDataset;
import dev.descent.dataset.format.ReadOptions;
import dev.descent.dataset.format.SizeLimits;
import dev.descent.dataset.format.Upload;
import dev.descent.dataset.format.UploadedFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * A CSV file of numbers on its way to a stored dataset: by Descent (parsed, typed, checked, digested, summed up with exact quantiles, in H2) and by
 * DuckDB with one thread (parsed, typed, in a database file), in turns in one process. Arguments: rows, columns, rounds.
 */
public final class IngestionBenchmark {

    private static final OperatingSystemMXBean PROCESS = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final DatasetImport imports;
    private final Datasets datasets;
    private final SizeLimits limits;
    private final Path directory;

    private IngestionBenchmark(DatasetImport imports, Datasets datasets, SizeLimits limits, Path directory) {
        this.imports = imports;
        this.datasets = datasets;
        this.limits = limits;
        this.directory = directory;
    }

    /** @param seconds on the wall; @param processor seconds of all cores together */
    private record Cost(double seconds, double processor) {}

    private interface Work {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        int rows = argument(arguments, 0, 1_000_000);
        int columns = argument(arguments, 1, 20);
        int rounds = argument(arguments, 2, 5);
        var directory = Files.createTempDirectory("ingestion");
        var file = write(directory.resolve("rows.csv"), rows, columns);
        System.out.println(Machine.description());
        System.out.printf("%,d rows x %d columns, %,d bytes, -Xmx%d MiB%n", rows, columns, Files.size(file), Runtime.getRuntime().maxMemory() >> 20);
        try (var service = new SpringApplicationBuilder(DescentApplication.class)
                .run("--server.port=0", "--descent.worker.slots=0", "--descent.worker.warm-up=false", "--descent.data-directory=" + directory)) {
            new IngestionBenchmark(service.getBean(DatasetImport.class), service.getBean(Datasets.class), service.getBean(SizeLimits.class), directory)
                    .measure(file, rows, rounds);
        }
        System.exit(0);
    }

    private void measure(Path file, int rows, int rounds) throws Exception {
        descent(file);
        deleteAll();
        var table = new TextTable("round", "Descent, rows/s", "rows/s of a core", "DuckDB, rows/s", "and SUMMARIZE", "Descent / DuckDB", "by core", "by core, summed up");
        var ratios = new ArrayList<Double>();
        var byCore = new ArrayList<Double>();
        var summedUp = new ArrayList<Double>();
        for (int round = 1; round <= rounds; round++) {
            var own = cost(() -> descent(file));
            var other = cost(() -> duckDb(file, false));
            var summed = cost(() -> duckDb(file, true));
            deleteAll();
            ratios.add(other.seconds() / own.seconds());
            byCore.add(other.processor() / own.processor());
            summedUp.add(summed.processor() / own.processor());
            table.row(String.valueOf(round), rate(rows, own.seconds()), rate(rows, own.processor()), rate(rows, other.seconds()), rate(rows, summed.seconds()),
                    "%.2f".formatted(ratios.getLast()), "%.2f".formatted(byCore.getLast()), "%.2f".formatted(summedUp.getLast()));
        }
        table.print("CSV to a stored dataset; medians of the ratios %.2f on the wall, %.2f by core, %.2f by core with SUMMARIZE".formatted(median(ratios), median(byCore), median(summedUp)));
    }

    private void descent(Path file) {
        var upload = new Upload() {
            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }

            @Override
            public long bytes() {
                return file.toFile().length();
            }
        };
        var none = ReadOptions.none();
        imports.publish(imports.store(new NewDataset(null, "rows", UploadedFile.read(upload, none, limits), none)));
    }

    /** Outside of the time that is taken, as the other one's file is. */
    private void deleteAll() throws IOException {
        datasets.list(null, 100).forEach(dataset -> datasets.delete(dataset.id()));
        Files.deleteIfExists(directory.resolve("duck.db"));
    }

    private void duckDb(Path file, boolean summarized) throws SQLException, IOException {
        var database = directory.resolve("duck.db");
        Files.deleteIfExists(database);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + database); var statement = connection.createStatement()) {
            statement.execute("set threads = 1");
            statement.execute("create table t as select * from read_csv('" + file + "')");
            statement.execute("checkpoint");
            if (summarized) {
                statement.executeQuery("summarize t").close();
            }
        }
        Files.deleteIfExists(database);
    }

    private static Cost cost(Work work) throws Exception {
        System.gc();
        long processor = PROCESS.getProcessCpuTime();
        long began = System.nanoTime();
        work.run();
        return new Cost((System.nanoTime() - began) / 1e9, (PROCESS.getProcessCpuTime() - processor) / 1e9);
    }

    /** Of a normal distribution, six decimals. */
    private static Path write(Path file, int rows, int columns) throws IOException {
        var random = new SplittableRandom(7);
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write((IntStream.rangeClosed(1, columns).mapToObj(i -> "x" + i).collect(Collectors.joining(",")) + "\n").getBytes(StandardCharsets.US_ASCII));
            var line = new StringBuilder();
            for (int row = 0; row < rows; row++) {
                line.setLength(0);
                for (int column = 0; column < columns; column++) {
                    long micros = Math.round(1e6 * random.nextGaussian());
                    line.append(column == 0 ? "" : ",").append(micros < 0 ? "-" : "").append(Math.abs(micros) / 1_000_000).append('.');
                    line.append(Long.toString(1_000_000 + Math.abs(micros) % 1_000_000), 1, 7);
                }
                out.write(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
            }
        }
        return file;
    }

    private static String rate(int rows, double seconds) {
        return "%,.0f".formatted(rows / seconds);
    }

    private static double median(List<Double> values) {
        return Rates.median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }
}
