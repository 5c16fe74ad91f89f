package dev.descent.support.start;

import sun.misc.Signal;

/** SIGTERM asks for an orderly end, and an orderly end is a success: exit code 0, where the JVM by itself would say 143. */
final class Sigterm {

    private Sigterm() {}

    /** From now on SIGTERM does this instead of ending the JVM. Under {@code -Xrs} it stays what it is. */
    static void means(Runnable action) {
        try {
            Signal.handle(new Signal("TERM"), signal -> action.run());
        } catch (IllegalArgumentException notOurs) {
            // the exit code is 143 then, and nothing else differs
        }
    }
}
