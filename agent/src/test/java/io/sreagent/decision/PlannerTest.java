package io.sreagent.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sreagent.analysis.fact.Change;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.FaultKind;
import io.sreagent.contract.act.Executor;
import io.sreagent.contract.act.Parameter;
import io.sreagent.contract.act.Target;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.PlaybookHistory.Past;
import io.sreagent.contract.plan.Step;
import io.sreagent.contract.source.Workload;
import io.sreagent.contract.yaml.Mistakes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {
    private static final String ROLLBACK =
            """
            title: {en: Roll back}
            match: {causes: [memory, release], change: [deploy]}
            steps:
              - {tool: test.rollback, target: workload}
            verify: {indicator: trigger, samples: 5, within: 20m}
            """;
    private static final String SCALE =
            """
            title: {en: Scale out}
            match: {causes: [traffic]}
            steps:
              - {tool: test.scale, arguments: {replicas: "+50%"}}
            verify: {samples: 3, within: 10m}
            """;

    private static final String CALLER =
            """
            title: {en: Roll the caller back}
            match: {causes: [database], kinds: [Deployment], change: [deploy], acts_on: caller}
            steps:
              - {tool: test.rollback, target: workload}
            verify: {indicator: trigger, samples: 5, within: 20m}
            """;

    @TempDir Path folder;

    private final Executor rollback = new FakeExecutor("test.rollback");
    private final Executor scale =
            new FakeExecutor(
                    "test.scale",
                    new Parameter(
                            "replicas", Parameter.Type.INTEGER, true, "how many there shall be"));

    @Test
    void a_leak_after_a_deploy_is_rolled_back() throws Exception {
        write("rollback", ROLLBACK);

        Planner.Proposal proposal =
                planner()
                        .propose(
                                Examples.situation(
                                        FaultKind.MEMORY, deployBefore(Duration.ofHours(1))));

        Plan plan = proposal.plans().getFirst();
        assertThat(plan.playbook()).isEqualTo("rollback");
        assertThat(plan.steps()).extracting(Step::key).containsExactly("PLAN-7-1-1/1");
        assertThat(plan.steps().getFirst().preview().target()).isEqualTo(Examples.DEPLOYMENT);
    }

    @Test
    void without_a_deploy_before_the_onset_there_is_nothing_to_roll_back() throws Exception {
        write("rollback", ROLLBACK);

        assertThat(planner().propose(Examples.situation(FaultKind.MEMORY)).plans()).isEmpty();
        assertThat(
                        planner()
                                .propose(
                                        Examples.situation(
                                                FaultKind.MEMORY,
                                                deployBefore(Duration.ofHours(7))))
                                .plans())
                .isEmpty();
    }

    @Test
    void relative_replicas_become_a_number_from_what_the_platform_wants_now() throws Exception {
        write("scale", SCALE);

        Plan plan = planner().propose(Examples.situation(FaultKind.TRAFFIC)).plans().getFirst();

        assertThat(plan.steps().getFirst().intent().arguments())
                .containsEntry("replicas", "5"); // 3 × 1.5, up
    }

    @Test
    void what_the_platform_refuses_in_the_dry_run_is_no_plan_but_is_told() throws Exception {
        write("rollback", ROLLBACK);
        Planner planner = planner(new FakeExecutor("test.rollback", List.of(), true), scale);

        Planner.Proposal proposal =
                planner.propose(
                        Examples.situation(FaultKind.MEMORY, deployBefore(Duration.ofHours(1))));

        assertThat(proposal.plans()).isEmpty();
        assertThat(proposal.obstacles()).containsExactly("rollback: owned by hpa/checkout");
    }

    @Test
    void the_hash_binds_arguments_and_field_values() throws Exception {
        write("scale", SCALE);
        String three =
                planner().propose(Examples.situation(FaultKind.TRAFFIC)).plans().getFirst().hash();
        write("scale", SCALE.replace("+50%", "+100%"));
        String six =
                planner().propose(Examples.situation(FaultKind.TRAFFIC)).plans().getFirst().hash();

        assertThat(three).isNotEqualTo(six);
    }

    @Test
    void a_playbook_with_mistakes_is_told_line_by_line() throws Exception {
        write(
                "bad",
                ROLLBACK.replace("test.rollback", "test.rolback")
                        .replace("20m", "soon")
                        .replace("memory", "memry"));

        assertThatThrownBy(() -> library(rollback).check())
                .isInstanceOf(Mistakes.class)
                .hasMessageContaining("bad.yaml:2: match.causes[0]: 'memry' is none of memory, cpu")
                .hasMessageContaining(
                        "bad.yaml:4: steps[0].tool: 'test.rolback' is no registered tool")
                .hasMessageContaining("bad.yaml:5: verify.within: 'soon' is not a duration");
    }

    @Test
    void a_missing_or_unknown_argument_is_a_mistake() throws Exception {
        write("bad", SCALE.replace("replicas:", "replica:"));

        assertThatThrownBy(() -> library(scale).check())
                .hasMessageContaining("steps[0].arguments.replica: this tool takes only replicas")
                .hasMessageContaining("steps[0].arguments.replicas: is missing");
    }

    @Test
    void the_one_caller_that_changed_right_before_is_acted_on_and_not_the_cause() throws Exception {
        write("caller", CALLER);

        Plan plan = suffering("web", "admin").plan(deployOf("web", Duration.ofMinutes(5)));

        assertThat(plan.steps().getFirst().preview().target().id())
                .isEqualTo("deployment/shop/web");
        assertThat(plan.cause().resource()).isEqualTo(Examples.CHECKOUT);
    }

    @Test
    void of_two_callers_that_changed_nobody_can_tell_which_it_was() throws Exception {
        write("caller", CALLER);

        Planner.Proposal proposal =
                suffering("web", "admin")
                        .propose(
                                deployOf("web", Duration.ofMinutes(5)),
                                deployOf("admin", Duration.ofMinutes(9)));

        assertThat(proposal.plans()).isEmpty();
        assertThat(proposal.obstacles())
                .containsExactly(
                        "no playbook is for shop/checkout database in these circumstances");
    }

    @Test
    void a_caller_is_suspected_for_twenty_minutes_only() throws Exception {
        write("caller", CALLER);

        assertThat(suffering("web").propose(deployOf("web", Planner.RIGHT_BEFORE)).plans())
                .isEmpty();
        assertThat(
                        suffering("web")
                                .propose(deployOf("web", Planner.RIGHT_BEFORE.minusSeconds(1)))
                                .plans())
                .hasSize(1);
    }

    @Test
    void a_caller_that_changed_after_the_trouble_began_is_not_behind_it() throws Exception {
        write("caller", CALLER);

        assertThat(suffering("web").propose(deployOf("web", Duration.ofMinutes(-11))).plans())
                .isEmpty();
    }

    @Test
    void what_was_deployed_after_the_trouble_began_is_not_rolled_back() throws Exception {
        write("rollback", ROLLBACK);

        assertThat(
                        planner()
                                .propose(
                                        Examples.situation(
                                                FaultKind.MEMORY,
                                                deployBefore(Duration.ofHours(1)),
                                                deployBefore(Duration.ofMinutes(-11))))
                                .plans())
                .isEmpty();
    }

    @Test
    void a_caller_that_did_not_change_or_of_another_kind_of_object_is_left_alone()
            throws Exception {
        write("caller", CALLER);

        assertThat(suffering("web").propose().plans()).isEmpty();
        write("caller", CALLER.replace("Deployment", "StatefulSet"));
        assertThat(suffering("web").propose(deployOf("web", Duration.ofMinutes(5))).plans())
                .isEmpty();
    }

    @Test
    void acting_on_a_caller_without_a_change_to_know_it_by_is_a_mistake_in_its_line()
            throws Exception {
        write("bad", CALLER.replace(", change: [deploy]", ""));
        assertThatThrownBy(() -> library(rollback).check())
                .isInstanceOf(Mistakes.class)
                .hasMessageContaining(
                        "bad.yaml:2: match.change: is needed with acts_on: caller, or any caller would do");

        write("bad", CALLER.replace("acts_on: caller", "acts_on: everyone"));
        assertThatThrownBy(() -> library(rollback).check())
                .hasMessageContaining("bad.yaml:2: match.acts_on: 'everyone' is none of");
    }

    @Test
    void a_slip_in_an_edit_keeps_the_last_good_version() throws Exception {
        write("scale", SCALE);
        PlaybookLibrary library = library(scale);
        String good = library.playbooks().getFirst().version();

        write("scale", SCALE + "nonsense");

        assertThat(library.playbooks()).extracting(Playbook::version).containsExactly(good);
    }

    @Test
    void the_past_counts_only_as_far_as_its_lower_bound() {
        assertThat(ReliabilityScore.lowerBound(20, 20)).isBetween(0.83, 0.85);
        assertThat(ReliabilityScore.lowerBound(0, 20)).isZero();
        assertThat(ReliabilityScore.of(0.9, 1, new Past(19, 19, 0, 3, 0)).known()).isFalse();
        assertThat(ReliabilityScore.of(0.9, 1, new Past(20, 20, 0, 3, 0)).known()).isTrue();
    }

    /** Checkout's database suffers, and these services call it. */
    private Suffering suffering(String... callers) {
        return new Suffering(List.of(callers));
    }

    private final class Suffering {
        private final List<String> callers;

        Suffering(List<String> callers) {
            this.callers = callers;
        }

        Plan plan(Change... changes) {
            return propose(changes).plans().getFirst();
        }

        Planner.Proposal propose(Change... changes) {
            Situation alone = Examples.situation(FaultKind.DATABASE, changes);
            List<Workload> workloads = new ArrayList<>(alone.workloads());
            callers.forEach(name -> workloads.add(caller(name)));
            return planner()
                    .propose(
                            new Situation(
                                    alone.incident(),
                                    alone.diagnosis(),
                                    workloads,
                                    alone.changes(),
                                    alone.breaches(),
                                    callers.stream()
                                            .map(name -> Resource.service("shop", name))
                                            .toList(),
                                    alone.services(),
                                    alone.loadGrowth(),
                                    alone.now()));
        }
    }

    private static Workload caller(String name) {
        return new Workload(
                new Target("Deployment", "shop", name, "uid-" + name),
                List.of(name),
                Map.of(),
                Map.of(),
                3,
                3,
                2,
                List.of(),
                List.of());
    }

    private static Change deployOf(String service, Duration before) {
        return new Change(
                Examples.NOW.minusSeconds(600).minus(before),
                Resource.service("shop", service),
                Change.Kind.DEPLOY,
                "image v1 → v2",
                "deployment/shop/" + service + " revision 2");
    }

    private Planner planner() {
        return planner(rollback, scale);
    }

    private Planner planner(Executor... executors) {
        return new Planner(
                library(executors), List.of(executors), (playbook, version) -> Past.NONE);
    }

    private PlaybookLibrary library(Executor... executors) {
        return new PlaybookLibrary(() -> folder, List.of(executors));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".yaml"), text);
    }

    private static Change deployBefore(Duration before) {
        return new Change(
                Examples.NOW.minusSeconds(600).minus(before),
                Examples.CHECKOUT,
                Change.Kind.DEPLOY,
                "image v1 → v2",
                "deployment/shop/checkout revision 2");
    }
}
