package io.sreagent.contract.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What every platform that runs workloads does. */
public abstract class WorkloadSourceContract {

    /** A source with at least two workloads, each reached under a service's name. */
    protected abstract WorkloadSource source();

    /** The same with nothing at the other end. */
    protected abstract WorkloadSource dead();

    @Test
    void every_workload_has_an_identity_of_its_own() {
        Answer<List<Workload>> answer = source().workloads();

        assertThat(answer.troubles()).isEmpty();
        assertThat(answer.value()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(answer.value()).allSatisfy(w -> assertThat(w.target().uid()).isNotEmpty());
        assertThat(answer.value()).extracting(w -> w.target().uid()).doesNotHaveDuplicates();
    }

    @Test
    void callers_names_are_told() {
        assertThat(source().workloads().value()).anyMatch(w -> !w.services().isEmpty());
    }

    @Test
    void counts_and_images_are_told() {
        assertThat(source().workloads().value())
                .allSatisfy(
                        w -> {
                            assertThat(w.wanted()).isNotNegative();
                            assertThat(w.available()).isNotNegative();
                            assertThat(w.images()).isNotEmpty();
                        });
    }

    @Test
    void a_dead_platform_degrades_and_says_so() {
        Answer<List<Workload>> answer = dead().workloads();

        assertThat(answer.value()).isEmpty();
        assertThat(answer.troubles()).isNotEmpty();
    }
}
