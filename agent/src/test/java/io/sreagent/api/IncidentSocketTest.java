package io.sreagent.api;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.sreagent.access.Doorkeeper;
import io.sreagent.contract.access.Role;
import io.sreagent.incident.IncidentFeed;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.Timelines;
import io.sreagent.ui.Staged;
import io.sreagent.ui.WaysTestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WaysTestProfile.class)
@SuppressWarnings("NullAway.Init") // the test framework sets what the test reads
class IncidentSocketTest {
    @Inject Staged staged;
    @Inject IncidentSocket socket;
    @Inject Incidents incidents;
    @Inject Timelines timelines;
    @Inject IncidentFeed feed;

    @TestHTTPResource("/ws/incidents")
    URI address;

    @Test
    void without_a_token_nobody_listens() {
        assertThat(refused(Map.of())).isEqualTo(401);
        assertThat(refused(Map.of("Authorization", "Bearer sre_wrong"))).isEqualTo(401);
    }

    @Test
    void a_page_of_another_site_cannot_use_a_browsers_session() {
        String cookie = Doorkeeper.COOKIE + "=" + viewer();

        assertThat(refused(Map.of("Cookie", cookie, "Origin", "https://evil.example")))
                .isEqualTo(403);
        assertThat(refused(Map.of("Cookie", cookie, "Origin", "http://localhost:1")))
                .as("another port is another site")
                .isEqualTo(403);
        assertThat(refused(Map.of("Cookie", cookie, "Origin", "null"))).isEqualTo(403);
        assertThat(refused(Map.of("Cookie", cookie))).as("no page said it is ours").isEqualTo(403);
        assertThat(refused(Map.of("Authorization", "Bearer " + viewer(), "Origin", "https://x.y")))
                .isEqualTo(403);
    }

    @Test
    void our_own_page_listens_by_its_cookie() throws Exception {
        String origin = "http://" + address.getAuthority();

        try (Ear ear =
                new Ear(Map.of("Cookie", Doorkeeper.COOKIE + "=" + viewer(), "Origin", origin))) {
            assertThat(ear.snapshot()).isNotNull();
        }
    }

    @Test
    void an_instant_that_is_none_is_told_so() {
        assertThat(refused(bearer(), "?since=yesterday")).isEqualTo(400);
    }

    @Test
    void the_open_incidents_come_first_and_then_every_new_line_once() throws Exception {
        String id = staged.waiting();

        try (Ear ear = new Ear(bearer())) {
            JsonNode mine =
                    ear.snapshot().stream().filter(m -> isOf(m, id)).findFirst().orElseThrow();
            staged.note(id, "somebody looked");
            JsonNode change = ear.next();
            staged.note(id, "and looked again");
            JsonNode second = ear.next();

            assertThat(mine.at("/incident/state").asText()).isEqualTo("AWAITING_DECISION");
            assertThat(mine.path("lines")).isEmpty();
            assertThat(change.path("type").asText()).isEqualTo("CHANGE");
            assertThat(change.at("/incident/title").asText()).contains("Memory of checkout");
            assertThat(words(change)).containsExactly("somebody looked");
            assertThat(words(second)).containsExactly("and looked again");
        }
    }

    @Test
    void changes_of_many_incidents_all_arrive() throws Exception {
        try (Ear ear = new Ear(bearer())) {
            ear.snapshot();
            Set<String> opened = new HashSet<>();
            for (int i = 0; i < 40; i++) opened.add(staged.waiting());

            Set<String> heard = new HashSet<>();
            while (!heard.containsAll(opened)) heard.add(ear.next().at("/incident/id").asText());

            assertThat(heard).containsAll(opened);
        }
    }

    @Test
    void since_brings_the_lines_from_then_on() throws Exception {
        String id = staged.waiting();
        Instant since = Instant.now().minus(Duration.ofHours(1));

        try (Ear ear = new Ear(bearer(), "?since=" + since)) {
            JsonNode mine =
                    ear.snapshot().stream().filter(m -> isOf(m, id)).findFirst().orElseThrow();

            assertThat(words(mine)).hasSize(4).last().asString().contains("waits for a person");
        }
    }

    @Test
    void whoever_leaves_leaves_nothing_behind() throws Exception {
        awaitListening(0);
        List<Ear> ears = new ArrayList<>();
        for (int i = 0; i < 5; i++) ears.add(new Ear(bearer()));
        for (Ear ear : ears) ear.snapshot();
        assertThat(socket.listening()).isEqualTo(5);

        for (Ear ear : ears) ear.close();

        awaitListening(0);
    }

    @Test
    void a_slow_reader_finds_what_it_missed_in_one_message() throws Exception {
        String id = staged.waiting();
        IncidentListener listener =
                new IncidentListener(incidents, timelines, InstantSource.system());
        List<IncidentMessage> taken = new ArrayList<>();

        listener.listen(
                feed,
                null,
                Duration.ofMinutes(1),
                new IncidentListener.Wire() {
                    @Override
                    public boolean send(IncidentMessage message) {
                        taken.add(message);
                        if (message.type() != IncidentMessage.Type.LIVE)
                            return message.type() == IncidentMessage.Type.SNAPSHOT;
                        for (int i = 0; i < 20; i++) staged.note(id, "line " + i);
                        return true;
                    }

                    @Override
                    public boolean mayGoOn() {
                        return true;
                    }
                });

        assertThat(taken.getLast().type()).isEqualTo(IncidentMessage.Type.CHANGE);
        assertThat(taken.getLast().lines()).hasSize(20);
    }

    @Test
    void who_may_no_longer_listen_is_told_nothing_more() throws Exception {
        IncidentListener listener =
                new IncidentListener(incidents, timelines, InstantSource.system());
        List<IncidentMessage.Type> taken = new ArrayList<>();

        listener.listen(
                feed,
                null,
                Duration.ofMillis(1),
                new IncidentListener.Wire() {
                    @Override
                    public boolean send(IncidentMessage message) {
                        return taken.add(message.type());
                    }

                    @Override
                    public boolean mayGoOn() {
                        return false;
                    }
                });

        assertThat(taken).last().isEqualTo(IncidentMessage.Type.LIVE);
    }

    private void awaitListening(int wanted) {
        long deadline = System.nanoTime() + SECONDS.toNanos(10);
        while (socket.listening() != wanted && System.nanoTime() < deadline)
            LockSupport.parkNanos(1_000_000);
        assertThat(socket.listening()).isEqualTo(wanted);
    }

    private String viewer() {
        return staged.token("listener", Role.VIEWER, false);
    }

    private Map<String, String> bearer() {
        return Map.of("Authorization", "Bearer " + viewer());
    }

    private int refused(Map<String, String> headers) {
        return refused(headers, "");
    }

    private int refused(Map<String, String> headers, String query) {
        List<Integer> status = new ArrayList<>();
        assertThatThrownBy(() -> new Ear(headers, query))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refusal -> status.add(refusal.getResponse().statusCode()));
        return status.getFirst();
    }

    private static boolean isOf(JsonNode message, String id) {
        return message.at("/incident/id").asText().equals(id);
    }

    private static List<String> words(JsonNode message) {
        List<String> words = new ArrayList<>();
        message.path("lines").forEach(line -> words.add(line.path("words").asText()));
        return words;
    }

    /** A client of the Java library's own. */
    private final class Ear implements WebSocket.Listener, AutoCloseable {
        private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();
        private final HttpClient http = HttpClient.newHttpClient();
        private final WebSocket open;

        Ear(Map<String, String> headers) {
            this(headers, "");
        }

        Ear(Map<String, String> headers, String query) {
            WebSocket.Builder builder = http.newWebSocketBuilder();
            headers.forEach(builder::header);
            URI to = URI.create("ws://" + address.getAuthority() + address.getPath() + query);
            open = builder.buildAsync(to, this).join();
        }

        /** What comes before the changes. */
        List<JsonNode> snapshot() throws InterruptedException {
            List<JsonNode> all = new ArrayList<>();
            while (true) {
                JsonNode next = next();
                if (next.path("type").asText().equals("LIVE")) return all;
                assertThat(next.path("type").asText()).isEqualTo("SNAPSHOT");
                all.add(next);
            }
        }

        JsonNode next() throws InterruptedException {
            JsonNode next = heard.poll(10, SECONDS);
            assertThat(next).as("a message within ten seconds").isNotNull();
            return next;
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                heard.add(read(part.toString()));
                part.setLength(0);
            }
            return WebSocket.Listener.super.onText(from, data, last);
        }

        private static JsonNode read(String text) {
            try {
                return new ObjectMapper().readTree(text);
            } catch (IOException malformed) {
                throw new IllegalStateException(text, malformed);
            }
        }

        @Override
        public void close() {
            open.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            http.close();
        }
    }
}
