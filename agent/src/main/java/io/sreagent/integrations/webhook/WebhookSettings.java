package io.sreagent.integrations.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What section {@code notification} of the configuration says of the webhook. */
@ConfigMapping(prefix = "notification", namingStrategy = ConfigMapping.NamingStrategy.SNAKE_CASE)
public interface WebhookSettings {

    /** The main switch of all notifiers. */
    @WithDefault("false")
    boolean enabled();

    /** Where notices are posted. What stands after the host may be a secret: it is never shown. */
    Optional<String> webhookUrl();

    /** Key of the signature; without one nothing is signed. */
    Optional<String> webhookSecret();

    /** How long the receiver may take. */
    @WithDefault("10")
    int webhookTimeoutSeconds();
}
