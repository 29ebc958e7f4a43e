package io.sreagent.integrations.webhook;

import io.sreagent.contract.source.SelfCheck;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/** Says whether people are told by webhook, and whether somebody listens there. Sends nothing. */
@Singleton
public final class WebhookCheck implements SelfCheck {
    private static final int PATIENCE_MILLIS = 3_000;

    private final WebhookNotifier notifier;

    @Inject
    public WebhookCheck(WebhookNotifier notifier) {
        this.notifier = notifier;
    }

    @Override
    public String name() {
        return "notifications";
    }

    @Override
    public List<Finding> check() {
        if (notifier.address().isEmpty()) {
            return List.of(
                    new Finding(
                            "webhook",
                            !notifier.isEnabled(),
                            notifier.isEnabled()
                                    ? "notification.enabled is true, but nothing is set up to carry"
                                            + " notices: set notification.webhook_url"
                                    : "off; notification.enabled and notification.webhook_url turn"
                                            + " it on"));
        }
        String where = notifier.shownUrl().orElseThrow();
        if (!notifier.isEnabled()) {
            return List.of(
                    new Finding(
                            "webhook", true, where + " is set, but notification.enabled is false"));
        }
        String signed = notifier.isSigned() ? "signed" : "not signed (notification.webhook_secret)";
        return List.of(reach(notifier.address().get(), where + ", " + signed));
    }

    private static Finding reach(URI to, String shown) {
        int port = to.getPort() > 0 ? to.getPort() : to.getScheme().equals("https") ? 443 : 80;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(to.getHost(), port), PATIENCE_MILLIS);
            return new Finding("webhook", true, shown + "; somebody listens there");
        } catch (IOException nobody) {
            return new Finding(
                    "webhook",
                    false,
                    "%s: nobody listens there (%s)"
                            .formatted(shown, nobody.getClass().getSimpleName()));
        }
    }
}
