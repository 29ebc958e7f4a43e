package io.sreagent.simulator.world;

import io.sreagent.simulator.chance.Dice;
import io.sreagent.simulator.scenario.ServiceKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Log lines, made when somebody asks, from what each minute was like: a few access lines, and lines
 * about trouble in proportion to it. The same question gets the same lines.
 */
final class Logs {
    private static final int ACCESS_LINES = 4;
    private static final int TROUBLE_LINES = 10;
    private static final String[] PATHS = {
        "/api/items",
        "/api/orders",
        "/api/users/me",
        "/api/cart",
        "/healthz",
        "/api/search?q=lamp",
        "/api/price"
    };

    private final Dice dice;

    Logs(Dice dice) {
        this.dice = dice;
    }

    /**
     * @param since lines older than this are left out
     * @param previous lines of the container before the current one
     */
    List<LogLine> of(PodState pod, ServiceState service, long since, long now, boolean previous) {
        long from = previous ? pod.bornAt : pod.startedAt;
        long to = previous ? pod.startedAt : now + 1;
        List<LogLine> lines = new ArrayList<>();
        for (PodState.Note note : pod.notes) {
            if (note.at() >= Math.max(since, from) && note.at() < to) {
                lines.add(line(note.at(), note.level(), service.name(), note.text()));
            }
        }
        for (PodState.Minute minute : pod.minutes) {
            if (minute.at() > Math.max(since, from) && minute.at() - World.STEP < to) {
                minute(pod, service, minute, lines);
            }
        }
        lines.removeIf(l -> l.at() < since || l.at() < from || l.at() >= to);
        lines.sort(Comparator.comparingLong(LogLine::at));
        return lines;
    }

    private static LogLine line(long at, String level, String logger, String text) {
        return new LogLine(
                at, "%s %-5s [%s] %s".formatted(Instant.ofEpochMilli(at), level, logger, text));
    }

    private void minute(PodState pod, ServiceState s, PodState.Minute m, List<LogLine> lines) {
        Dice own = dice.of(pod.uid);
        long key = m.at() / 1000;
        int normal = (int) Math.min(ACCESS_LINES, Math.ceil(m.rps() * 60));
        for (int i = 0; i < normal; i++) {
            long at = m.at() - World.STEP + (long) (own.uniform(key + i * 7919L) * World.STEP);
            lines.add(line(at, "INFO", s.name(), usual(s, m, own, key * 31 + i)));
        }
        int bad =
                m.errorShare() > 0.005 || m.trouble().contains(">")
                        ? (int) Math.ceil(Math.min(1, m.errorShare() * 3) * TROUBLE_LINES)
                        : 0;
        for (int i = 0; i < bad; i++) {
            long at =
                    m.at()
                            - World.STEP
                            + (long) (own.uniform(key + 13 + i * 104_729L) * World.STEP);
            lines.add(line(at, "ERROR", s.name(), trouble(pod, s, m, own, key * 37 + i)));
        }
        if (m.memoryShare() > 0.85) {
            lines.add(
                    line(
                            m.at() - 4_000,
                            "WARN",
                            s.name(),
                            "heap %d%% full after collection, pause %d ms"
                                    .formatted(
                                            Math.round(m.memoryShare() * 100),
                                            Math.round(40 + 900 * (m.memoryShare() - 0.85)))));
        }
        boolean slow = m.latencyMs() > 20 * s.spec.baseMs() + 100;
        if (slow && bad == 0) {
            String text =
                    m.trouble().equals("slow-query")
                            ? "slow query: SELECT * FROM orders WHERE status = $1 ORDER BY updated_at took %d ms"
                            : "slow request %%s took %d ms"
                                    .formatted(Math.round(m.latencyMs()))
                                    .formatted(PATHS[own.pick(PATHS.length, key)]);
            lines.add(
                    line(
                            m.at() - 9_000,
                            "WARN",
                            s.name(),
                            text.contains("%d")
                                    ? text.formatted(Math.round(m.latencyMs()))
                                    : text));
        }
    }

    private static String usual(ServiceState s, PodState.Minute m, Dice own, long key) {
        long ms = Math.max(1, Math.round(m.latencyMs() * Math.exp(0.4 * own.gaussian(key))));
        return switch (s.kind()) {
            case HTTP ->
                    "%s %s %d %dms trace=%016x"
                            .formatted(
                                    own.pick(4, key) == 0 ? "POST" : "GET",
                                    PATHS[own.pick(PATHS.length, key + 1)],
                                    200,
                                    ms,
                                    own.bits(key));
            case WORKER ->
                    "processed message id=%08x in %dms".formatted(own.bits(key) & 0xFFFFFFFFL, ms);
            case DATABASE ->
                    own.pick(3, key) == 0
                            ? "checkpoint complete: wrote %d buffers"
                                    .formatted(100 + own.pick(900, key))
                            : "connection authorized: user=app database=shop";
            case CACHE -> "DB saved on disk, %d keys".formatted(20_000 + own.pick(4_000, key));
            case QUEUE -> "accepting connection <0.%d.0>".formatted(1_000 + own.pick(9_000, key));
            case EXTERNAL -> "";
        };
    }

    private static String trouble(
            PodState pod, ServiceState s, PodState.Minute m, Dice own, long key) {
        String kind = m.trouble();
        String target = kind.contains(">") ? kind.substring(kind.indexOf('>') + 1) : databaseOf(s);
        String id = "%016x".formatted(own.bits(key));
        String path = PATHS[own.pick(PATHS.length, key)];
        String java = s.name().replace("-", "");
        return switch (kind.contains(">") ? kind.substring(0, kind.indexOf('>')) : kind) {
            case "refused" ->
                    "call to %s failed: java.net.ConnectException: Connection refused: %s:80 trace=%s"
                            .formatted(target, target, id);
            case "timeout" ->
                    "call to %s failed: java.net.SocketTimeoutException: Read timed out after 2000 ms trace=%s"
                            .formatted(target, id);
            case "tls" ->
                    "call to %s failed: javax.net.ssl.SSLHandshakeException: PKIX path validation failed: certificate expired (x509: certificate has expired or is not yet valid) trace=%s"
                            .formatted(target, id);
            case "dns" ->
                    "call to %s failed: java.net.UnknownHostException: %s.%s.svc.cluster.local: Temporary failure in name resolution"
                            .formatted(target, target, pod.namespace);
            case "packets" ->
                    "connection reset by peer while reading from %s (retransmission limit) trace=%s"
                            .formatted(target, id);
            case "upstream" ->
                    "upstream %s answered 503 Service Unavailable trace=%s".formatted(target, id);
            case "overload" ->
                    "503 %s: request rejected, %d requests waiting, queue is full"
                            .formatted(path, 100 + own.pick(80, key));
            case "threads" ->
                    "worker pool exhausted: %d of %d threads busy, task rejected"
                            .formatted((int) s.threads, (int) s.threads);
            case "pool" ->
                    "HikariPool-1 - Connection is not available, request timed out after 1000ms (total=%d, active=%d, idle=0, waiting=%d)"
                            .formatted((int) s.pool, (int) s.pool, 3 + own.pick(40, key));
            case "config" ->
                    "500 %s: invalid configuration: http.client.timeout.ms is too low, call aborted: deadline exceeded trace=%s"
                            .formatted(path, id);
            case "disk" -> "write failed: java.io.IOException: No space left on device (/var/tmp)";
            case "volume" ->
                    "PANIC: could not write to file \"pg_wal/xlogtemp.%d\": No space left on device"
                            .formatted(20 + own.pick(70, key));
            case "pressure" ->
                    "fork: Cannot allocate memory; worker stalled for %d ms"
                            .formatted(800 + own.pick(4_000, key));
            case "quota" -> "429 Too Many Requests: quota of this account is used up";
            case "slow-query" ->
                    "canceling statement due to statement timeout: SELECT * FROM orders WHERE status = $1 ORDER BY updated_at";
            case "busy" ->
                    "request %s cancelled: no CPU for %d ms"
                            .formatted(path, 500 + own.pick(3_000, key));
            case "exception" ->
                    "500 %s: java.lang.NullPointerException: Cannot invoke \"Price.currency()\" because \"price\" is null trace=%s\n\tat com.example.%s.PriceMapper.map(PriceMapper.java:%d)\n\tat com.example.%s.api.ItemResource.get(ItemResource.java:71)"
                            .formatted(path, id, java, 40 + own.pick(3, key), java);
            default -> "500 %s: request failed trace=%s".formatted(path, id);
        };
    }

    private static String databaseOf(ServiceState s) {
        return s.edges.stream()
                .map(e -> e.to)
                .filter(t -> t.kind() == ServiceKind.DATABASE)
                .map(ServiceState::name)
                .findFirst()
                .orElse(s.name());
    }
}
