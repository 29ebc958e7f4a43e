package io.sreagent.api;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bodies are small, but for logs to be analysed, which are read while they arrive. */
@Provider
@Priority(Priorities.USER - 100) // before whoever reads the body
public class BodyLimit implements ContainerRequestFilter {
    static final long MOST = 10L << 20; // bytes

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getUriInfo().getPath().endsWith("/logs/analyze")) return;
        if (request.getLength() > MOST) {
            request.abortWith(tooLarge().problem().response());
            return;
        }
        MediaType type = request.getMediaType();
        // Forms are read elsewhere, and have limits of their own.
        if (type != null && type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            request.setEntityStream(new Limited(request.getEntityStream()));
        }
    }

    private static Problem.Thrown tooLarge() {
        return new Problem.Thrown(
                Problem.of(
                        413,
                        "too-large",
                        "The body is too large",
                        "it may have " + (MOST >> 20) + " MiB"));
    }

    /** Counts what is read, for bodies that do not tell their length. */
    static final class Limited extends FilterInputStream {
        private long left = MOST;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            if (one >= 0) counted(1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = super.read(bytes, from, length);
            if (n > 0) counted(n);
            return n;
        }

        private void counted(int n) {
            left -= n;
            if (left < 0) throw tooLarge();
        }
    }
}
