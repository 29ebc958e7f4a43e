package io.sreagent.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Where people get what the program tells them, outliving the program. */
final class Mailbox implements AutoCloseable {
    private final HttpServer server;
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> news = new LinkedBlockingQueue<>();

    private Mailbox(HttpServer server) {
        this.server = server;
    }

    static Mailbox open() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Mailbox mailbox = new Mailbox(server);
        server.createContext("/hook", mailbox::take);
        server.start();
        return mailbox;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** Keys of what came, in order, repeats too. */
    List<String> keys() {
        return List.copyOf(keys);
    }

    /** Waits until something of that kind has come. */
    void await(String part) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (keys.stream().noneMatch(key -> key.contains(part))) {
            news.poll(100, TimeUnit.MILLISECONDS);
            assertThat(System.nanoTime()).as("%s among %s", part, keys).isLessThan(deadline);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            keys.add(key);
            news.add(key);
            exchange.sendResponseHeaders(204, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
