package io.sreagent.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.contract.source.SelfCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybookCheckTest {
    @TempDir private Path home;

    @Test
    void a_folder_that_is_not_there_is_told_with_its_key() {
        SelfCheck.Finding finding = check(home.resolve("nowhere")).getFirst();

        assertThat(finding.well()).isFalse();
        assertThat(finding.detail()).contains("nowhere").contains("playbooks.path");
    }

    @Test
    void a_mistake_is_told_with_file_and_line() throws IOException {
        Files.writeString(home.resolve("odd.yaml"), "title: {en: Odd, zh: 奇}\nstpes: []\n");

        assertThat(check(home))
                .anySatisfy(
                        finding -> {
                            assertThat(finding.well()).isFalse();
                            assertThat(finding.detail()).contains("odd.yaml:2: stpes");
                        });
    }

    @Test
    void an_empty_folder_is_well() {
        assertThat(check(home)).allMatch(SelfCheck.Finding::well);
    }

    private static List<SelfCheck.Finding> check(Path folder) {
        return new PlaybookCheck(new PlaybookLibrary(() -> folder, List.of())).check();
    }
}
