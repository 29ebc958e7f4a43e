package io.sreagent.pipeline;

import static io.sreagent.pipeline.LoopRig.CHECKOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.cognition.Explanation;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.incident.Document;
import io.sreagent.llm.GivenModels;
import io.sreagent.llm.Prose;
import io.sreagent.llm.ScriptedProvider;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model says of a diagnosis is kept beside it, by a job of its own. */
@SuppressWarnings("NullAway.Init")
class ExplainingTest {
    @TempDir Path folder;

    private final ScriptedProvider provider = new ScriptedProvider();

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void a_diagnosis_that_goes_to_a_person_is_explained_and_stays_as_it_was() {
        LoopRig rig = new LoopRig(folder, GivenModels.at(provider));
        Incident incident = diagnosed(rig);
        assertThat(rig.store.jobs.dueAt(Explaining.JOB, incident.id())).isPresent();
        Diagnosis before = diagnosis(rig, incident);
        IncidentState state = rig.store.now(incident).state();
        provider.says("EN: That is the likely cause. [E1]\nZH: 这是可能的根因。[E1]\nCHECK: C1");

        rig.explaining.explain(incident.id());

        Explanation explanation = explanation(rig, incident).orElseThrow();
        assertThat(explanation.prose().path()).isEqualTo(Prose.Path.MODEL);
        assertThat(explanation.check()).isNotNull();
        assertThat(explanation.cause()).isEqualTo(before.best().orElseThrow().candidate().id());
        assertThat(diagnosis(rig, incident)).isEqualTo(before);
        assertThat(rig.store.now(incident).state()).isEqualTo(state);
        assertThat(rig.dials.effects).isEmpty();
    }

    @Test
    void a_model_that_does_not_answer_leaves_its_reason_and_nothing_else() {
        LoopRig rig = new LoopRig(folder, GivenModels.at(provider));
        Incident incident = diagnosed(rig);
        provider.fails(500);

        rig.explaining.explain(incident.id());

        assertThat(explanation(rig, incident).orElseThrow().prose().told())
                .isEqualTo("told by rules (openai small: 500, its own trouble)");
    }

    @Test
    void without_a_model_there_is_no_such_job() {
        LoopRig rig = new LoopRig(folder);
        Incident incident = diagnosed(rig);

        assertThat(rig.store.jobs.dueAt(Explaining.JOB, incident.id())).isEmpty();
    }

    /** Nothing can be acted on, so the second look settles or escalates it. */
    private static Incident diagnosed(LoopRig rig) {
        Incident incident = rig.trouble(IncidentState.DIAGNOSING);
        rig.diagnosing.advance(incident);
        rig.minutes(1);
        rig.diagnosing.advance(rig.store.now(incident));
        assertThat(rig.store.now(incident).state()).isNotEqualTo(IncidentState.DIAGNOSING);
        assertThat(incident.resource().id()).isEqualTo(CHECKOUT.id());
        return incident;
    }

    private static Diagnosis diagnosis(LoopRig rig, Incident incident) {
        return rig.store
                .incidents
                .latest(incident.id(), "diagnosis")
                .map((Document document) -> document.as(Diagnosis.class))
                .orElseThrow();
    }

    private static Optional<Explanation> explanation(LoopRig rig, Incident incident) {
        return rig.store
                .incidents
                .latest(incident.id(), Explaining.KIND)
                .map((Document document) -> document.as(Explanation.class));
    }
}
