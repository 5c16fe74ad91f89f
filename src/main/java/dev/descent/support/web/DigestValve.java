package dev.descent.support.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/** Computes the digest of a body that came with one while it is read, by whomever: Tomcat itself reads multipart bodies, beside all filters. */
final class DigestValve extends ValveBase {

    DigestValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var coyote = request.getCoyoteRequest();
        var plain = coyote.getInputBuffer();
        try {
            var header = request.getHeader(ContentDigest.HEADER);
            if (header != null) {
                var digest = ContentDigest.of(header);
                request.setAttribute(ContentDigest.ATTRIBUTE, digest);
                coyote.setInputBuffer(new Watched(plain, digest));
            }
        } catch (IllegalArgumentException e) {
            container.getLogger().debug("A Content-Digest cannot be read; whoever reads the body will say so", e);
        }
        try {
            getNext().invoke(request, response);
        } finally {
            coyote.setInputBuffer(plain);
        }
    }

    private record Watched(InputBuffer plain, ContentDigest digest) implements InputBuffer {

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            int read = plain.doRead(handler);
            if (read > 0) {
                digest.update(handler.getByteBuffer());
            }
            return read;
        }

        @Override
        public int available() {
            return plain.available();
        }
    }
}
