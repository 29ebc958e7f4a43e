package io.sreagent.integrations.files;

import io.sreagent.contract.source.SelfCheck;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Says how many dependencies the file has, and what is wrong with it. */
@Singleton
public final class DependencyCheck implements SelfCheck {
    private final FileDependencySource source;

    @Inject
    public DependencyCheck(FileDependencySource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return "dependencies";
    }

    @Override
    public List<Finding> check() {
        var answer = source.dependencies();
        if (!answer.isComplete())
            return answer.troubles().stream()
                    .map(trouble -> new Finding("file", false, trouble))
                    .toList();
        return List.of(
                new Finding(
                        "file",
                        true,
                        answer.value().isEmpty()
                                ? "none written down; dependencies.file names a file of them"
                                : answer.value().size() + " calls written down"));
    }
}
