package io.sreagent.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.plan.Step;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Nothing is lost and nothing done twice, wherever the process ends. */
class CrashTest extends StoreTest {

    @Test
    void a_life_cut_short_at_any_commit_point_is_lived_to_its_end() {
        Database.Settings whole = backend.fresh(folder.resolve("0"));
        List<String> points = new ArrayList<>();
        StoredLife uncut = new StoredLife(whole, folder.resolve("anchor0"), points::add);
        assertThat(uncut.live()).isTrue();
        assertComplete(uncut);
        uncut.close();
        assertThat(points)
                .contains("step:intended", "effect:before", "effect:after", "outbox:delivered");

        // Each kill opens a database anew; PostgreSQL takes every fifth.
        int stride = backend == Backend.H2 ? 1 : 5;
        for (int n = 1; n <= points.size(); n += stride) {
            liveWithCrashAt(n, points.get(n - 1));
        }
    }

    private void liveWithCrashAt(int n, String point) {
        Database.Settings store = backend.fresh(folder.resolve(Integer.toString(n)));
        Path anchors = folder.resolve("anchor" + n);
        AtomicInteger count = new AtomicInteger();
        List<Runnable> end = new ArrayList<>();
        StoredLife cut =
                new StoredLife(
                        store,
                        anchors,
                        passed -> {
                            if (count.incrementAndGet() != n) return;
                            end.forEach(Runnable::run);
                            throw new PowerOff();
                        });
        end.add(cut::close);
        assertThat(cut.live()).as("died at %d, %s", n, point).isFalse();

        StoredLife reborn = new StoredLife(store, anchors, cut, passed -> {});
        assertThat(reborn.live()).as("after %d, %s", n, point).isTrue();
        assertComplete(reborn);
        reborn.close();
    }

    private static void assertComplete(StoredLife life) {
        Incident incident = life.incident().orElseThrow();
        assertThat(incident.state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(life.effects())
                .containsExactlyElementsOf(life.plan().steps().stream().map(Step::key).toList());
        assertThat(life.told()).containsOnly("INC-1/resolved");
        assertThat(life.incidentCount()).isEqualTo(1);
        assertThat(life.verify().first()).isEmpty();
    }

    @Test
    void what_was_committed_is_there_after_a_kill() throws IOException, InterruptedException {
        Database.Settings store = backend.fresh(folder);
        for (int n : new int[] {1, 7}) {
            Path log = folder.resolve("points" + n);
            assertThat(commitUntilKilled(store, n, log)).isEqualTo(CommitPoints.KILLED);

            try (Database after = new Database(store, CommitPoints.none())) {
                List<String> there =
                        after.read(
                                handle ->
                                        handle.createQuery(
                                                        "SELECT scope FROM policy WHERE scope LIKE :mine ORDER BY scope")
                                                .bind("mine", "run" + n + ".%")
                                                .mapTo(String.class)
                                                .list());
                assertThat(there).hasSize(n);
                assertThat(Files.readAllLines(log)).hasSize(n);
            }
        }
    }

    private static int commitUntilKilled(Database.Settings store, int n, Path log)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CommitsForEver.class.getName(),
                                store.url(),
                                store.user().orElse(""),
                                "run" + n)
                        .redirectErrorStream(true)
                        .redirectOutput(new File(log + ".out"));
        builder.environment().put("SRE_AGENT_KILL_AT", Integer.toString(n));
        builder.environment().put("SRE_AGENT_COMMIT_LOG", log.toString());
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Stands for the end of the process: nobody catches it on purpose. */
    static final class PowerOff extends Error {
        private static final long serialVersionUID = 1L;
    }
}
