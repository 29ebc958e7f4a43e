package io.sreagent.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.incident.TimelineEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of a time line. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MomentView(
        Instant at,
        String actor,
        String kind,
        String words,
        String wordsZh,
        @Nullable IncidentState from,
        @Nullable IncidentState to) {

    static MomentView of(TimelineEvent event) {
        return new MomentView(
                event.at(),
                event.actor(),
                event.kind(),
                event.words().en(),
                event.words().zh(),
                event.from(),
                event.to());
    }
}
