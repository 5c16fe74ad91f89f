package dev.descent.support.start;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a health URL and ends with 0 where the answer is 200, else with 1: the health check of an image without a shell. */
public final class HealthProbe {

    private static final int TIMEOUT_MILLIS = 4_000;

    private HealthProbe() {}

    public static void main(String[] arguments) {
        System.exit(isHealthy(URI.create(arguments[0])) ? 0 : 1);
    }

    static boolean isHealthy(URI uri) {
        try {
            var connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}
