package io.sreagent.pipeline;

import static io.sreagent.pipeline.LoopRig.CHECKOUT;
import static io.sreagent.pipeline.LoopRig.GOOD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sreagent.action.Dials;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.incident.PlanState;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The life of an incident from stage to stage, and its end by itself. */
@SuppressWarnings("NullAway.Init")
class IncidentPipelineTest {
    @TempDir Path folder;

    private LoopRig rig;

    @BeforeEach
    void aLoop() {
        rig = new LoopRig(folder);
    }

    @Test
    void a_new_incident_comes_to_its_diagnosis() {
        Incident incident = rig.trouble(IncidentState.ALERT_RECEIVED);

        rig.pipeline.advance(incident.id());
        rig.pipeline.advance(incident.id());

        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.DIAGNOSING);
        assertThat(rig.store.now(incident).round()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"ALERT_RECEIVED", "DIAGNOSING", "AWAITING_DECISION", "ESCALATED"})
    void ten_good_samples_without_our_doing_end_it(IncidentState state) {
        Incident incident = rig.trouble(state);
        rig.offered(incident, Dials.turn("volume", "7"));
        rig.become(CHECKOUT, GOOD);

        rig.minutes(9);
        rig.pipeline.advance(incident.id());
        assertThat(rig.store.now(incident).state()).isNotEqualTo(IncidentState.RESOLVED);

        rig.minutes(1);
        rig.pipeline.advance(incident.id());
        assertThat(rig.store.now(incident).ended()).hasValue(Incident.Resolution.SELF_RECOVERED);
        assertThat(rig.lastTold(incident)).startsWith("went away by itself");
        assertThat(rig.planOf(incident)).isEqualTo(PlanState.VOID);
    }

    @Test
    void while_something_of_ours_is_under_way_nothing_ends_by_itself() {
        Incident incident = rig.done(Dials.turn("volume", "7"));
        rig.become(CHECKOUT, GOOD);
        rig.minutes(10);

        rig.pipeline.advance(incident.id());

        assertThat(rig.store.now(incident).ended()).hasValue(Incident.Resolution.FIXED);
    }

    @Test
    void waiting_for_a_person_does_not_blind_it_to_a_recovery() {
        Incident incident = rig.trouble(IncidentState.AWAITING_DECISION);
        rig.offered(incident, Dials.turn("volume", "7"));

        assertThat(rig.pipeline.advance(incident.id())).hasValue(Duration.ofMinutes(1));
    }

    @Test
    void an_incident_that_is_not_there_is_said_to_be_unknown() {
        assertThatThrownBy(() -> rig.pipeline.advance("INC-404"))
                .isInstanceOf(UnknownIncident.class)
                .hasMessageContaining("INC-404");
    }
}
