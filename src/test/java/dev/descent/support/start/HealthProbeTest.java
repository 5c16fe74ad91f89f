package dev.descent.support.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;

class HealthProbeTest {

    @Test
    void only_a_200_is_healthy() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(server, "/up", 200);
        answer(server, "/down", 503);
        server.start();
        URI root = URI.create("http://127.0.0.1:" + server.getAddress().getPort());

        assertThat(HealthProbe.isHealthy(root.resolve("/up"))).isTrue();
        assertThat(HealthProbe.isHealthy(root.resolve("/down"))).isFalse();
        server.stop(0);
        assertThat(HealthProbe.isHealthy(root.resolve("/up"))).isFalse();
    }

    private static void answer(HttpServer server, String path, int status) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }
}
