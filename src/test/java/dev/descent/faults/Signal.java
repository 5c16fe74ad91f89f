package dev.descent.faults;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What a process can be sent. */
enum Signal {
    KILL, TERM, STOP, CONT, QUIT;

    void send(long pid) {
        try {
            int code = new ProcessBuilder("kill", "-" + name(), Long.toString(pid)).inheritIO().start().waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + name() + " " + pid + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
