package io.sreagent.incident;

import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.Severity;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The incidents, their time lines and their documents. A change of state, its line and its audit
 * record are committed together or not at all.
 */
@Singleton
public class Incidents {
    private final Database database;
    private final AuditLog audit;
    private final IncidentFeed feed;
    private final List<Witness> witnesses = new CopyOnWriteArrayList<>();

    public Incidents(Database database, AuditLog audit, IncidentFeed feed) {
        this.database = database;
        this.audit = audit;
        this.feed = feed;
    }

    /** From now on it sees every opening and every change. */
    public void letWitness(Witness witness) {
        witnesses.add(witness);
    }

    /**
     * Stores a new incident.
     *
     * @param made the incident, given the id that was allocated for it; its version is set here
     */
    public Incident open(Tx tx, Function<String, Incident> made, TimelineEvent event) {
        long number = nextNumber(tx);
        Incident incident = IncidentRows.withVersion(made.apply("INC-" + number), 1);
        var insert =
                tx.handle()
                        .createUpdate(
                                """
                                INSERT INTO incident (id, number, kind, state, severity, title_en, title_zh,
                                    resource, resource_id, symptom_at, opened_at, diagnosed_at, resolved_at,
                                    resolution, recurrence_of, round, version)
                                VALUES (:id, :number, :kind, :state, :severity, :titleEn, :titleZh,
                                    :resource, :resourceId, :symptomAt, :openedAt, :diagnosedAt, :resolvedAt,
                                    :resolution, :recurrenceOf, :round, :version)
                                """)
                        .bind("number", number)
                        .bind("openedAt", incident.openedAt());
        IncidentRows.bind(insert, incident).execute();
        TimelineEvent opening = event.moving(null, incident.state());
        record(tx, incident, opening);
        for (Witness witness : witnesses) witness.sees(tx, null, incident, opening);
        return incident;
    }

    /**
     * Writes {@code next} provided the row still is {@code current}.
     *
     * @return what is stored now; its version is one more, whatever {@code next} said
     * @throws IllegalMove when the states may not follow one another
     * @throws StaleWrite when someone else was first
     */
    public Incident change(Tx tx, Incident current, Incident next, TimelineEvent event) {
        checkMove(current, next);
        Incident stored = IncidentRows.withVersion(next, current.version() + 1);
        var update =
                tx.handle()
                        .createUpdate(
                                """
                                UPDATE incident SET kind = :kind, state = :state, severity = :severity,
                                    title_en = :titleEn, title_zh = :titleZh, resource = :resource,
                                    resource_id = :resourceId, symptom_at = :symptomAt,
                                    diagnosed_at = :diagnosedAt, resolved_at = :resolvedAt,
                                    resolution = :resolution, recurrence_of = :recurrenceOf, round = :round,
                                    version = :version
                                WHERE id = :id AND version = :expected AND state = :was
                                """)
                        .bind("expected", current.version())
                        .bind("was", current.state().name());
        if (IncidentRows.bind(update, stored).execute() == 0) {
            throw new StaleWrite(
                    "%s is no longer at version %d".formatted(current.id(), current.version()));
        }
        boolean moved = current.state() != stored.state();
        TimelineEvent line = moved ? event.moving(current.state(), stored.state()) : event;
        record(tx, stored, line);
        for (Witness witness : witnesses) witness.sees(tx, current, stored, line);
        return stored;
    }

    /** Adds a line that is no move. */
    public void note(Tx tx, String id, TimelineEvent event) {
        insertLine(tx, id, event);
        tx.afterCommit(() -> feed.publish(id));
    }

    /** Keeps a finding with the incident, and on record what it was. */
    public void attach(Tx tx, String id, String kind, String json, Instant at) {
        String digest = Json.write(Map.of("sha256", Sha256.hex(json)));
        audit.append(tx, new AuditEntry(at, TimelineEvent.SELF, "finding." + kind, id, digest));
        tx.handle()
                .createUpdate(
                        "INSERT INTO incident_document (incident_id, kind, attached_at, payload) VALUES (:id, :kind, :at, :json)")
                .bind("id", id)
                .bind("kind", kind)
                .bind("at", at)
                .bind("json", json)
                .execute();
        tx.afterCommit(() -> feed.publish(id));
    }

    public Optional<Incident> find(String id) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM incident WHERE id = :id")
                                .bind("id", id)
                                .map((row, context) -> IncidentRows.incident(row))
                                .findOne());
    }

    /** Newest first. */
    public Slice<Incident> list(IncidentFilter filter, Page page) {
        return database.read(handle -> list(handle, filter, page));
    }

    /** Those not resolved, oldest first. */
    public List<Incident> openOnes() {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM incident WHERE state <> 'RESOLVED' ORDER BY number")
                                .map((row, context) -> IncidentRows.incident(row))
                                .list());
    }

    /** Those resolved at this instant or later, the one opened first first. */
    public List<Incident> endedSince(Instant since) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM incident WHERE state = 'RESOLVED' AND resolved_at >= :since ORDER BY number")
                                .bind("since", since)
                                .map((row, context) -> IncidentRows.incident(row))
                                .list());
    }

    /** In the order in which they were attached. */
    public List<Document> documents(String id) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM incident_document WHERE incident_id = :id ORDER BY number")
                                .bind("id", id)
                                .map((row, context) -> IncidentRows.document(row))
                                .list());
    }

    /** The one of this kind that was attached last. */
    public Optional<Document> latest(String id, String kind) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT * FROM incident_document WHERE incident_id = :id AND kind = :kind
                                        ORDER BY number DESC FETCH FIRST 1 ROWS ONLY
                                        """)
                                .bind("id", id)
                                .bind("kind", kind)
                                .map((row, context) -> IncidentRows.document(row))
                                .findOne());
    }

    /** In the order in which they were written. */
    public List<TimelineEvent> timeline(String id) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM timeline WHERE incident_id = :id ORDER BY number")
                                .bind("id", id)
                                .map((row, context) -> IncidentRows.line(row))
                                .list());
    }

    private static void checkMove(Incident current, Incident next) {
        if (!current.id().equals(next.id())) {
            throw new IllegalArgumentException(current.id() + " is not " + next.id());
        }
        boolean edit = current.state() == next.state() && current.state().isOpen();
        if (!edit && !current.state().next().contains(next.state())) {
            throw new IllegalMove(current.id(), current.state(), next.state());
        }
    }

    private void record(Tx tx, Incident incident, TimelineEvent event) {
        insertLine(tx, incident.id(), event);
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("state", incident.state());
        payload.put("version", incident.version());
        payload.put("words", event.words().en());
        if (event.from() != null) payload.put("from", event.from());
        if (incident.resolution() != null) payload.put("resolution", incident.resolution());
        audit.append(
                tx,
                new AuditEntry(
                        event.at(),
                        event.actor(),
                        "incident." + event.kind(),
                        incident.id(),
                        Json.write(payload)));
        tx.afterCommit(() -> feed.publish(incident.id()));
    }

    private static void insertLine(Tx tx, String id, TimelineEvent event) {
        tx.handle()
                .createUpdate(
                        """
                        INSERT INTO timeline (incident_id, happened_at, actor, kind, words_en, words_zh, state_from, state_to)
                        VALUES (:id, :at, :actor, :kind, :en, :zh, :from, :to)
                        """)
                .bind("id", id)
                .bind("at", event.at())
                .bind("actor", event.actor())
                .bind("kind", event.kind())
                .bind("en", event.words().en())
                .bind("zh", event.words().zh())
                .bind("from", event.from() == null ? null : event.from().name())
                .bind("to", event.to() == null ? null : event.to().name())
                .execute();
    }

    private static long nextNumber(Tx tx) {
        // A counter row, not a sequence: sequences leave gaps after a crash, and people read these.
        tx.handle().execute("UPDATE counter SET amount = amount + 1 WHERE name = 'incident'");
        return tx.handle()
                .createQuery("SELECT amount FROM counter WHERE name = 'incident'")
                .mapTo(Long.class)
                .one();
    }

    private static Slice<Incident> list(Handle handle, IncidentFilter filter, Page page) {
        StringBuilder where = new StringBuilder(" FROM incident WHERE state IN (<states>)");
        if (filter.resource() != null) where.append(" AND resource_id = :resource");
        if (filter.atLeast() != null) where.append(" AND severity IN (<severities>)");
        if (filter.openedSince() != null) where.append(" AND opened_at >= :since");
        var total = handle.createQuery("SELECT COUNT(*)" + where);
        var rows =
                handle.createQuery(
                                "SELECT *"
                                        + where
                                        + " ORDER BY number DESC OFFSET :offset ROWS FETCH NEXT :limit ROWS ONLY")
                        .bind("offset", page.offset())
                        .bind("limit", page.limit());
        return new Slice<>(
                filtered(rows, filter).map((row, context) -> IncidentRows.incident(row)).list(),
                filtered(total, filter).mapTo(Long.class).one());
    }

    private static <S extends SqlStatement<S>> S filtered(S statement, IncidentFilter filter) {
        statement.bindList("states", filter.states().stream().map(Enum::name).toList());
        if (filter.resource() != null) statement.bind("resource", filter.resource());
        if (filter.openedSince() != null) statement.bind("since", filter.openedSince());
        Severity least = filter.atLeast();
        if (least != null) {
            statement.bindList(
                    "severities",
                    Arrays.stream(Severity.values())
                            .filter(severity -> severity.compareTo(least) >= 0)
                            .map(Enum::name)
                            .toList());
        }
        return statement;
    }
}
