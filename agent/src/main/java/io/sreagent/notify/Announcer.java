package io.sreagent.notify;

import io.quarkus.arc.All;
import io.sreagent.contract.act.Outcome;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.notify.Notice;
import io.sreagent.contract.notify.Notifier;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.Json;
import io.sreagent.incident.Message;
import io.sreagent.incident.Outbox;
import io.sreagent.incident.TimelineEvent;
import io.sreagent.incident.Tx;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Posts a notice in the very transaction that opens an incident, asks for an approval, gives it to
 * a person or ends it: one message for each notifier that is on, none when there is none.
 */
@Singleton
public class Announcer {
    private final Incidents incidents;
    private final Outbox outbox;
    private final Notices notices;
    private final List<Notifier> notifiers;

    public Announcer(
            Incidents incidents, Outbox outbox, Notices notices, @All List<Notifier> notifiers) {
        this.incidents = incidents;
        this.outbox = outbox;
        this.notices = notices;
        this.notifiers = notifiers.stream().filter(Notifier::isOn).toList();
    }

    /** To be called once, before the jobs start. */
    public void begin() {
        if (notifiers.isEmpty()) return;
        for (Notifier notifier : notifiers)
            outbox.connect(notifier.name(), message -> deliver(notifier, message));
        incidents.letWitness(this::tell);
    }

    /** Names of the notifiers that are on. */
    public List<String> on() {
        return notifiers.stream().map(Notifier::name).toList();
    }

    private static Outcome deliver(Notifier notifier, Message message) {
        return notifier.send(Json.read(message.payload(), Notice.class));
    }

    private void tell(Tx tx, @Nullable Incident before, Incident after, TimelineEvent event) {
        Optional<Notice.Kind> kind = kind(before, after);
        if (kind.isEmpty()) return;
        Notice notice = notices.of(kind.get(), after, event);
        for (Notifier notifier : notifiers) {
            String key = notice.key() + "@" + notifier.name();
            outbox.post(tx, new Message(key, notifier.name(), Json.write(notice)), event.at());
        }
    }

    private static Optional<Notice.Kind> kind(@Nullable Incident before, Incident after) {
        if (before == null) return Optional.of(Notice.Kind.OPENED);
        IncidentState state = after.state();
        if (before.state() == state) return Optional.empty();
        return switch (state) {
            case AWAITING_DECISION -> Optional.of(Notice.Kind.APPROVAL);
            case ESCALATED -> Optional.of(Notice.Kind.ESCALATED);
            case RESOLVED -> Optional.of(Notice.Kind.RESOLVED);
            case ALERT_RECEIVED, GATHERING_INFO, DIAGNOSING, EXECUTING, VERIFYING ->
                    Optional.empty();
        };
    }
}
