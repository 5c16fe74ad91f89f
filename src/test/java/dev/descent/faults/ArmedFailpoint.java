package dev.descent.faults;

import dev.descent.run.Failpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Strikes once where a file with the name of the place lies: what it says happens there to this process. */
record ArmedFailpoint(Path directory) implements Failpoint {

    /** What happens to the process that passes an armed place. */
    enum Strike { HALT, FREEZE }

    @Override
    public void reached(Place place, String run) {
        var file = directory.resolve(place.name());
        if (Files.exists(file)) {
            strike(file);
        }
    }

    /** Only one of several threads that pass at the same time finds the file. */
    private static synchronized void strike(Path file) {
        try {
            var strike = Strike.valueOf(Files.readString(file));
            Files.delete(file);
            switch (strike) {
                case HALT -> Runtime.getRuntime().halt(137);
                case FREEZE -> Signal.STOP.send(ProcessHandle.current().pid());
            }
        } catch (NoSuchFileException struckAlready) {
            // somebody else was first
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
