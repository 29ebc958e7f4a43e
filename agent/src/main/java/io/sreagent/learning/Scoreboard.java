package io.sreagent.learning;

import io.sreagent.contract.incident.Incident;
import io.sreagent.incident.Database;
import io.sreagent.incident.Incidents;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the {@link KeyFigures} from what is on record. */
@Singleton
public class Scoreboard {
    private final Database database;
    private final Incidents incidents;
    private final InstantSource clock;

    public Scoreboard(Database database, Incidents incidents, InstantSource clock) {
        this.database = database;
        this.incidents = incidents;
        this.clock = clock;
    }

    /** Of everything that was open within the last days. */
    public KeyFigures over(int days) {
        Instant from = clock.instant().minus(Duration.ofDays(days));
        List<Incident> all =
                Stream.concat(incidents.endedSince(from).stream(), incidents.openOnes().stream())
                        .toList();
        return KeyFigures.of(days, all, opinions(from), answers(from));
    }

    private Collection<Boolean> opinions(Instant from) {
        Map<String, Boolean> last = new HashMap<>();
        database.read(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT incident_id, kind FROM timeline
                                        WHERE kind IN ('feedback_good', 'feedback_bad') AND happened_at >= :from
                                        ORDER BY number
                                        """)
                                .bind("from", from)
                                .map(
                                        (row, context) ->
                                                last.put(
                                                        row.getString("incident_id"),
                                                        row.getString("kind")
                                                                .equals("feedback_good")))
                                .list());
        return last.values();
    }

    private List<Duration> answers(Instant from) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT offered_at, MIN(decided_at) AS answered_at
                                        FROM plan JOIN approval ON approval.plan_id = plan.id
                                        WHERE offered_at >= :from GROUP BY plan.id, offered_at
                                        """)
                                .bind("from", from)
                                .map(
                                        (row, context) ->
                                                Duration.between(
                                                        row.getObject(
                                                                        "offered_at",
                                                                        OffsetDateTime.class)
                                                                .toInstant(),
                                                        row.getObject(
                                                                        "answered_at",
                                                                        OffsetDateTime.class)
                                                                .toInstant()))
                                .list());
    }
}
