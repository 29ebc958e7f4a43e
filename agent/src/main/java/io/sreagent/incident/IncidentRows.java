package io.sreagent.incident;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.incident.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.SqlStatement;

/** Incidents, their lines and documents as rows, and back. */
final class IncidentRows {
    private IncidentRows() {}

    /** All columns that may change, and the key. */
    static <S extends SqlStatement<S>> S bind(S statement, Incident incident) {
        return statement
                .bind("id", incident.id())
                .bind("kind", incident.kind().name())
                .bind("state", incident.state().name())
                .bind("severity", incident.severity().name())
                .bind("titleEn", incident.title().en())
                .bind("titleZh", incident.title().zh())
                .bind("resource", Json.write(incident.resource()))
                .bind("resourceId", incident.resource().id())
                .bind("symptomAt", incident.symptomAt())
                .bind("diagnosedAt", incident.diagnosedAt())
                .bind("resolvedAt", incident.resolvedAt())
                .bind(
                        "resolution",
                        incident.resolution() == null ? null : incident.resolution().name())
                .bind("recurrenceOf", incident.recurrenceOf())
                .bind("round", incident.round())
                .bind("version", incident.version());
    }

    /** As the database keeps it: in whole microseconds. */
    static Incident withVersion(Incident of, long version) {
        return new Incident(
                of.id(),
                of.kind(),
                of.state(),
                of.severity(),
                of.title(),
                of.resource(),
                Sql.micros(of.symptomAt()),
                Sql.micros(of.openedAt()),
                of.diagnosedAt() == null ? null : Sql.micros(of.diagnosedAt()),
                of.resolvedAt() == null ? null : Sql.micros(of.resolvedAt()),
                of.resolution(),
                of.recurrenceOf(),
                of.round(),
                version);
    }

    static Incident incident(ResultSet row) throws SQLException {
        return new Incident(
                row.getString("id"),
                Incident.Kind.valueOf(row.getString("kind")),
                IncidentState.valueOf(row.getString("state")),
                Severity.valueOf(row.getString("severity")),
                new Words(row.getString("title_en"), row.getString("title_zh")),
                Json.read(row.getString("resource"), Resource.class),
                Sql.instant(row, "symptom_at"),
                Sql.instant(row, "opened_at"),
                Sql.maybeInstant(row, "diagnosed_at").orElse(null),
                Sql.maybeInstant(row, "resolved_at").orElse(null),
                Sql.maybe(Incident.Resolution.class, row.getString("resolution")).orElse(null),
                row.getString("recurrence_of"),
                row.getInt("round"),
                row.getLong("version"));
    }

    static TimelineEvent line(ResultSet row) throws SQLException {
        return new TimelineEvent(
                Sql.instant(row, "happened_at"),
                row.getString("actor"),
                row.getString("kind"),
                new Words(row.getString("words_en"), row.getString("words_zh")),
                Sql.maybe(IncidentState.class, row.getString("state_from")).orElse(null),
                Sql.maybe(IncidentState.class, row.getString("state_to")).orElse(null));
    }

    static Document document(ResultSet row) throws SQLException {
        return new Document(
                row.getLong("number"),
                row.getString("kind"),
                Sql.instant(row, "attached_at"),
                row.getString("payload"));
    }
}
