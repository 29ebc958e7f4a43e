package io.sreagent.integrations.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.contract.source.DependencySource;
import io.sreagent.contract.source.DependencySourceContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dependencies that a person wrote down. */
class FileDependencySourceTest extends DependencySourceContract {
    @TempDir Path folder;

    @Override
    protected DependencySource source() {
        return written(
                """
                # the shop
                shop/front: [shop/cart, payments.example.com]
                shop/cart: [node/worker-1]
                """);
    }

    @Override
    protected DependencySource dead() {
        return new FileDependencySource(() -> Optional.of(folder.resolve("missing.yaml")));
    }

    @Test
    void a_callee_is_a_service_a_host_or_a_node() {
        assertThat(source().dependencies().value())
                .extracting(edge -> edge.caller().id() + " > " + edge.callee().id())
                .containsExactly(
                        "shop/front > shop/cart",
                        "shop/front > payments.example.com",
                        "shop/cart > node/worker-1");
    }

    @Test
    void nothing_written_down_is_no_trouble() {
        var none = new FileDependencySource(Optional::empty);

        assertThat(none.dependencies().value()).isEmpty();
        assertThat(none.dependencies().isComplete()).isTrue();
        assertThat(new DependencyCheck(none).check()).allMatch(finding -> finding.well());
    }

    @Test
    void mistakes_are_told_with_their_line() {
        FileDependencySource wrong =
                written(
                        """
                        shop/front: shop/cart
                        shop/cart: [shop/cart]
                        """);

        assertThat(wrong.dependencies().troubles().toString())
                .contains("dependencies.yaml:1")
                .contains("must be a list")
                .contains("calls itself");
        assertThat(new DependencyCheck(wrong).check()).noneMatch(finding -> finding.well());
    }

    private FileDependencySource written(String text) {
        Path file = folder.resolve("dependencies.yaml");
        try {
            Files.writeString(file, text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new FileDependencySource(() -> Optional.of(file));
    }
}
