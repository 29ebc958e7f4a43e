package io.sreagent.decision;

import io.sreagent.contract.source.SelfCheck;
import io.sreagent.contract.yaml.Mistakes;
import jakarta.inject.Singleton;
import java.util.List;

/** Says how many playbooks there are, and every mistake in them. */
@Singleton
public final class PlaybookCheck implements SelfCheck {
    private final PlaybookLibrary library;

    public PlaybookCheck(PlaybookLibrary library) {
        this.library = library;
    }

    @Override
    public String name() {
        return "playbooks";
    }

    @Override
    public List<Finding> check() {
        try {
            library.check();
        } catch (Mistakes wrong) {
            return wrong.all().stream()
                    .map(mistake -> new Finding("mistake", false, mistake.toString()))
                    .toList();
        }
        int count = library.playbooks().size();
        return List.of(new Finding("files", true, count + " playbooks, no mistakes"));
    }
}
