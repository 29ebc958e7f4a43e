package io.sreagent.incident;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * The lines of all incidents by the numbers the database gave them. Numbers rise as lines are
 * written, not as they are committed: a smaller one may come to light after a greater one.
 */
@Singleton
public class Timelines {
    private final Database database;

    public Timelines(Database database) {
        this.database = database;
    }

    /** A line and its number, unique among all incidents. */
    public record Line(long number, TimelineEvent event) {}

    /** Lines of one incident above this number, in the order in which they were written. */
    public List<Line> after(String incidentId, long number) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM timeline WHERE incident_id = :id AND number > :number ORDER BY number")
                                .bind("id", incidentId)
                                .bind("number", number)
                                .map((row, context) -> line(row))
                                .list());
    }

    /** Lines of one incident that tell of this instant or a later one. */
    public List<Line> since(String incidentId, Instant since) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM timeline WHERE incident_id = :id AND happened_at >= :since ORDER BY number")
                                .bind("id", incidentId)
                                .bind("since", since)
                                .map((row, context) -> line(row))
                                .list());
    }

    /** Numbers of the last lines of all incidents, greatest first; at most so many. */
    public List<Long> last(int most) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT number FROM timeline ORDER BY number DESC FETCH FIRST :most ROWS ONLY")
                                .bind("most", most)
                                .mapTo(Long.class)
                                .list());
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(row.getLong("number"), IncidentRows.line(row));
    }
}
