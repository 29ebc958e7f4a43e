package io.sreagent.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An HTTP server on the loopback address; each request has a virtual thread of its own. */
public final class LocalServer implements AutoCloseable {
    static {
        // Without it every small answer waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private LocalServer(HttpServer server, Function<Request, Reply> handler) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", exchange -> handle(exchange, handler));
    }

    /**
     * @param port 0 for a free one
     */
    public static LocalServer start(int port, Function<Request, Reply> handler) {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var local = new LocalServer(server, handler);
            server.start();
            return local;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Port " + port + " on the loopback address cannot be opened", e);
        }
    }

    private static void handle(HttpExchange exchange, Function<Request, Reply> handler)
            throws IOException {
        try (exchange) {
            Reply reply;
            try {
                reply = handler.apply(Request.read(exchange));
            } catch (RuntimeException e) {
                reply = Reply.text(500, "The simulator failed: " + e);
            }
            switch (reply) {
                case Reply.Whole(int code, String type, byte[] body) -> {
                    exchange.getResponseHeaders().set("Content-Type", type);
                    boolean head = exchange.getRequestMethod().equals("HEAD");
                    exchange.sendResponseHeaders(code, head || body.length == 0 ? -1 : body.length);
                    if (!head && body.length > 0) {
                        exchange.getResponseBody().write(body);
                    }
                }
                case Reply.Streaming(String type, Reply.Body body) -> {
                    exchange.getResponseHeaders().set("Content-Type", type);
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream out = exchange.getResponseBody()) {
                        body.writeTo(out);
                    }
                }
            }
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
