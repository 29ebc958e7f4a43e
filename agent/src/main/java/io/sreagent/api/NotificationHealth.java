package io.sreagent.api;

import io.sreagent.incident.Outbox;
import io.sreagent.notify.Announcer;
import io.sreagent.pipeline.HealthPart;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Whether people are told, and which messages did not reach them. */
@Singleton
final class NotificationHealth implements HealthPart {
    private static final Duration RECENT = Duration.ofDays(1);

    /** A message that waits longer is held up, not merely under way. */
    private static final Duration SOON = Duration.ofMinutes(5);

    private final Announcer announcer;
    private final Outbox outbox;
    private final InstantSource clock;

    NotificationHealth(Announcer announcer, Outbox outbox, InstantSource clock) {
        this.announcer = announcer;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "notifications";
    }

    @Override
    public Report report() {
        try {
            return report(clock.instant());
        } catch (RuntimeException unreadable) {
            return new Report(Level.DEGRADED, "the outbox cannot be read");
        }
    }

    private Report report(Instant now) {
        Outbox.Tally tally = outbox.tally(now.minus(RECENT));
        if (announcer.on().isEmpty() && tally.failed() == 0 && tally.waiting() == 0)
            return new Report(Level.UP, "off: nobody is told (notification.enabled)");
        StringBuilder words = new StringBuilder();
        words.append(announcer.on().isEmpty() ? "off" : String.join(", ", announcer.on()));
        words.append(
                ": in the last day %d delivered, %d failed; %d waiting"
                        .formatted(tally.delivered(), tally.failed(), tally.waiting()));
        List<Outbox.Posted> failed = outbox.failedSince(now.minus(RECENT), 1);
        for (Outbox.Posted one : failed)
            words.append("; last failure: ")
                    .append(one.message().key())
                    .append(": ")
                    .append(one.detail());
        boolean heldUp =
                tally.waitingSince() != null && tally.waitingSince().isBefore(now.minus(SOON));
        if (heldUp) words.append("; the oldest waits since ").append(tally.waitingSince());
        return new Report(
                tally.failed() > 0 || heldUp ? Level.DEGRADED : Level.UP, words.toString());
    }
}
