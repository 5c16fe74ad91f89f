package dev.descent.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP proxy on loopback that delays, resets, stalls, closes one side and cuts off after some bytes, by dice. */
final class BadNetwork implements AutoCloseable {

    /** What befalls a connection, drawn when it is opened; weights in percent. */
    private enum Fate {
        NONE(45), RESET(20), STALL(10), HALF_CLOSE(10), CUT(15);

        private final int weight;

        Fate(int weight) {
            this.weight = weight;
        }

        static Fate drawn(int percent) {
            int left = percent;
            for (var fate : values()) {
                left -= fate.weight;
                if (left < 0) {
                    return fate;
                }
            }
            throw new IllegalArgumentException(percent + " %");
        }
    }

    private static final int LARGEST_CUT = 4096;

    private final int target;
    private final ServerSocket server;
    private final Random dice;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger struck = new AtomicInteger();
    private volatile boolean fair = true;

    /** Fair until it is told otherwise. */
    BadNetwork(int target, long seed) {
        this.target = target;
        this.dice = new Random(seed);
        try {
            this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many connections something has befallen. */
    int struck() {
        return struck.get();
    }

    /** The next connections are bad, or good; those of before end now, without a word. */
    void become(boolean good) {
        fair = good;
        open.forEach(BadNetwork::reset);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException closed) {
                // either the proxy ends, or its target is away: the client finds out by itself
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket target;
        try {
            target = new Socket(InetAddress.getLoopbackAddress(), this.target);
        } catch (IOException away) {
            reset(client);
            throw away;
        }
        client.setTcpNoDelay(true);
        target.setTcpNoDelay(true);
        open.add(client);
        open.add(target);
        var fate = fair ? Fate.NONE : Fate.drawn(draw(100));
        // The fate strikes the way to the database or the way back: in the latter a commit is done and nobody is told.
        boolean wayBack = draw(2) == 1;
        new Way(client, target, wayBack ? Fate.NONE : fate).start();
        new Way(target, client, wayBack ? fate : Fate.NONE).start();
    }

    private synchronized int draw(int bound) {
        return dice.nextInt(bound);
    }

    /** One direction of a connection. */
    private final class Way {

        private final Socket from;
        private final Socket to;
        private final Fate fate;
        private final boolean slow = !fair && draw(4) == 0;
        private long left;

        Way(Socket from, Socket to, Fate fate) {
            this.from = from;
            this.to = to;
            this.fate = fate;
            // A cut falls into the greeting of the protocol, too; the others let some statements pass.
            this.left = fate == Fate.CUT ? draw(LARGEST_CUT + 1) : 2_000 + draw(60_000);
        }

        void start() {
            Thread.ofVirtual().start(this::carry);
        }

        private void carry() {
            var buffer = new byte[8192];
            try {
                for (int count = from.getInputStream().read(buffer); count >= 0; count = from.getInputStream().read(buffer)) {
                    if (slow) {
                        Waiting.pass(Duration.ofMillis(5 + draw(200)));
                    }
                    int passing = fate == Fate.NONE ? count : (int) Math.min(count, left);
                    to.getOutputStream().write(buffer, 0, passing);
                    left -= passing;
                    if (fate != Fate.NONE && left <= 0) {
                        strike();
                        return;
                    }
                }
                to.shutdownOutput();
            } catch (IOException over) {
                reset(to);
            } finally {
                open.remove(from);
            }
        }

        /** A stall keeps the connection and says nothing more, which only a time limit of the other side ends. */
        private void strike() throws IOException {
            struck.incrementAndGet();
            switch (fate) {
                case RESET, CUT -> {
                    reset(to);
                    reset(from);
                }
                case HALF_CLOSE -> to.shutdownOutput();
                case STALL, NONE -> { }
            }
        }
    }

    /** RST instead of FIN. */
    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException closedAlready) {
            // as wanted
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(BadNetwork::reset);
    }
}
