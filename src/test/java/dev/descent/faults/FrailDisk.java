package dev.descent.faults;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An ext4 file system in a file whose power can be cut: whatever was not synced by then is gone. Needs root and a loop device. */
final class FrailDisk implements AutoCloseable {

    /** FS_IOC_SHUTDOWN of linux/fs.h, as ext4 and xfs know it. */
    private static final long SHUTDOWN = 0x8004587DL;
    private static final long BYTES = 1L << 30;
    private static final Duration UNUSED = Duration.ofSeconds(30);

    /** What becomes of ext4's own journal, by the numbers of the ioctl. */
    enum Cut {
        LOG_FLUSHED(1), LOG_LOST(2);

        private final int number;

        Cut(int number) {
            this.number = number;
        }
    }

    private final Path image;
    private final Path place;

    private FrailDisk(Path directory) throws IOException {
        image = directory.resolve("disk.ext4");
        place = directory.resolve("disk");
        Files.createDirectories(place);
        try (var file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(BYTES);
        }
        run("mkfs.ext4", "-q", "-F", image.toString());
        mount();
    }

    /** Empty. Skips the campaign, aloud, where it cannot be had. */
    static FrailDisk mounted(Campaign campaign) {
        if (!"root".equals(System.getProperty("user.name"))) {
            campaign.skip("a disk whose power can be cut needs root");
        }
        try {
            return new FrailDisk(campaign.directory());
        } catch (IOException | RuntimeException e) {
            campaign.skip("no ext4 on a loop device can be had here: " + e.getMessage());
            throw new AssertionError("unreachable", e);
        }
    }

    Path place() {
        return place;
    }

    /** From now on every read and write fails. */
    void cut(Cut how) {
        try (var arena = Arena.ofConfined()) {
            var path = arena.allocateFrom(place.toString());
            var argument = arena.allocate(ValueLayout.JAVA_INT);
            argument.set(ValueLayout.JAVA_INT, 0, how.number);
            int file = call("open", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT), 2, path, 0);
            int result = call("ioctl", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS), 2, file, SHUTDOWN, argument);
            call("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT), 1, file);
            if (file < 0 || result != 0) {
                throw new IllegalStateException("the power of " + place + " could not be cut: open gave " + file + ", ioctl " + result);
            }
        }
    }

    /** The power is back. Whoever has a file open on it has to be about to end. */
    void mountAgain() {
        unmount();
        mount();
    }

    private void unmount() {
        Waiting.until("nobody uses " + place, UNUSED, () -> code("umount", place.toString()) == 0);
    }

    private void mount() {
        run("mount", "-t", "ext4", "-o", "loop", image.toString(), place.toString());
    }

    @Override
    public void close() {
        unmount();
    }

    private static int call(String function, FunctionDescriptor signature, int fixedArguments, Object... arguments) {
        var linker = Linker.nativeLinker();
        var address = linker.defaultLookup().find(function).orElseThrow();
        boolean variadic = fixedArguments < arguments.length;
        var handle = variadic ? linker.downcallHandle(address, signature, Linker.Option.firstVariadicArg(fixedArguments)) : linker.downcallHandle(address, signature);
        try {
            return (int) handle.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException(function, e);
        }
    }

    private static void run(String... command) {
        if (code(command) != 0) {
            throw new IllegalStateException(List.of(command) + " failed");
        }
    }

    private static int code(String... command) {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
