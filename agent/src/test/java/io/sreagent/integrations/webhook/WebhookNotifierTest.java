package io.sreagent.integrations.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sreagent.contract.act.Outcome;
import io.sreagent.contract.notify.Notifier;
import io.sreagent.contract.notify.NotifierContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookNotifierTest extends NotifierContract {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-03-03T10:00:00Z"));

    private final List<Receiver> receivers = new ArrayList<>();

    private record Given(
            boolean enabled,
            Optional<String> webhookUrl,
            Optional<String> webhookSecret,
            int webhookTimeoutSeconds)
            implements WebhookSettings {}

    @Override
    protected Rig rig() {
        Receiver receiver = new Receiver();
        receivers.add(receiver);
        return receiver;
    }

    @AfterEach
    void close() {
        receivers.forEach(Receiver::close);
    }

    @Test
    void the_signature_is_one_that_anybody_with_the_secret_can_make() {
        // echo -n '1772532000.{}' | openssl dgst -sha256 -hmac s3cret
        assertThat(new Signature("s3cret").of(CLOCK.instant(), "{}"))
                .isEqualTo(
                        "sha256=b4757f04ac5c41b5bdfe7bfee8a3ae6d8a6913b822390707c24d8c0e16c11807");
    }

    @Test
    void what_is_sent_is_signed_with_its_time() {
        Receiver receiver = new Receiver();
        receivers.add(receiver);

        notifier(receiver.url(), Optional.of("s3cret")).send(notice("k"));

        String expected = new Signature("s3cret").of(CLOCK.instant(), receiver.bodies.getFirst());
        assertThat(receiver.headers)
                .contains("X-sre-agent-signature=" + expected, "X-sre-agent-timestamp=1772532000");
    }

    @Test
    void the_body_is_plain_snake_case_json() {
        Receiver receiver = new Receiver();
        receivers.add(receiver);

        receiver.notifier().send(notice("INC-7/opened"));

        assertThat(receiver.bodies.getFirst())
                .contains("\"key\":\"INC-7/opened\"")
                .contains("\"kind\":\"OPENED\"")
                .contains("\"at\":\"2026-03-03T10:00:00Z\"")
                .contains("\"title\":{\"en\":\"checkout \\\"leaks\\\" <memory>\"")
                .doesNotContain("null");
        assertThat(receiver.headers).contains("Idempotency-key=INC-7/opened");
    }

    @Test
    void a_redirect_is_not_followed() {
        Receiver elsewhere = new Receiver();
        Receiver receiver = new Receiver();
        receivers.addAll(List.of(elsewhere, receiver));
        receiver.redirectTo = elsewhere.url();

        Outcome outcome = receiver.notifier().send(notice("k"));

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(outcome.detail()).contains("redirects are not followed");
        assertThat(elsewhere.received()).isEmpty();
    }

    @Test
    void it_comes_again_when_the_receiver_says() {
        Receiver receiver = new Receiver();
        receivers.add(receiver);
        receiver.answer(Answer.IS_BUSY);
        receiver.retryAfter = "77";

        assertThat(receiver.notifier().send(notice("k")))
                .isInstanceOfSatisfying(
                        Outcome.Retry.class,
                        retry -> assertThat(retry.after()).isEqualTo(Duration.ofSeconds(77)));
    }

    @Test
    void what_stands_behind_the_host_is_never_told() {
        Receiver receiver = new Receiver();
        receivers.add(receiver);
        receiver.answer(Answer.TURNS_AWAY);
        WebhookNotifier notifier = notifier(receiver.url() + "/T0KEN?x=T0KEN", Optional.empty());

        assertThat(notifier.send(notice("k")).detail()).contains("403").doesNotContain("T0KEN");
        assertThat(new WebhookCheck(notifier).check().toString()).doesNotContain("T0KEN");
        receiver.close();
        assertThat(notifier.send(notice("k")).detail()).doesNotContain("T0KEN");
        assertThatThrownBy(() -> notifier("https://u:T0KEN@x", Optional.empty()))
                .hasMessageContaining("notification.webhook_url")
                .hasMessageNotContaining("T0KEN");
        assertThatThrownBy(() -> notifier("ht tp://T0KEN", Optional.empty()))
                .hasMessageNotContaining("T0KEN");
    }

    @Test
    void doctor_hears_whether_somebody_listens() {
        Receiver receiver = new Receiver();
        receivers.add(receiver);
        WebhookCheck check = new WebhookCheck(notifier(receiver.url(), Optional.of("s")));

        assertThat(check.check()).allMatch(finding -> finding.well());
        receiver.close();
        assertThat(check.check())
                .singleElement()
                .satisfies(finding -> assertThat(finding.well()).isFalse());
        assertThat(new WebhookCheck(off(Optional.empty(), true)).check())
                .as("on, but nothing to carry it")
                .noneMatch(finding -> finding.well());
        assertThat(new WebhookCheck(off(Optional.empty(), false)).check())
                .allMatch(finding -> finding.well());
    }

    private static WebhookNotifier notifier(String url, Optional<String> secret) {
        return new WebhookNotifier(new Given(true, Optional.of(url), secret, 1), CLOCK);
    }

    private static WebhookNotifier off(Optional<String> url, boolean enabled) {
        return new WebhookNotifier(new Given(enabled, url, Optional.empty(), 1), CLOCK);
    }

    /** A server that answers as it is told. */
    private static final class Receiver implements Rig {
        private final HttpServer server;
        private final CountDownLatch closed = new CountDownLatch(1);
        private final List<String> bodies = new CopyOnWriteArrayList<>();
        private final List<String> headers = new CopyOnWriteArrayList<>();
        private volatile Answer answer = Answer.TAKES;
        private volatile String redirectTo = "";
        private volatile String retryAfter = "";

        Receiver() {
            try {
                server =
                        HttpServer.create(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException noPort) {
                throw new UncheckedIOException(noPort);
            }
            server.createContext("/", this::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public Notifier notifier() {
            return WebhookNotifierTest.notifier(url(), Optional.empty());
        }

        @Override
        public Notifier switchedOff() {
            return off(Optional.of(url()), false);
        }

        @Override
        public void answer(Answer next) {
            answer = next;
        }

        @Override
        public List<String> received() {
            return bodies;
        }

        void close() {
            closed.countDown();
            server.stop(0);
        }

        private void handle(HttpExchange exchange) throws IOException {
            try (exchange) {
                bodies.add(
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.getRequestHeaders()
                        .forEach((name, values) -> headers.add(name + "=" + values.getFirst()));
                if (!redirectTo.isEmpty()) {
                    exchange.getResponseHeaders().set("Location", redirectTo);
                    exchange.sendResponseHeaders(307, -1);
                    return;
                }
                if (!retryAfter.isEmpty())
                    exchange.getResponseHeaders().set("Retry-After", retryAfter);
                int status =
                        switch (answer) {
                            case TAKES -> 204;
                            case TURNS_AWAY -> 403;
                            case IS_BUSY -> 429;
                            case IS_BROKEN -> 503;
                            case SAYS_NOTHING -> waitForTheEnd();
                        };
                exchange.sendResponseHeaders(status, -1);
            }
        }

        private int waitForTheEnd() {
            try {
                closed.await();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
            return 500;
        }
    }
}
