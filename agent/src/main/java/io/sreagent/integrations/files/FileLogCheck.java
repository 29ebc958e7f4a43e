package io.sreagent.integrations.files;

import io.sreagent.contract.source.SelfCheck;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Says how many log files there are, and what is wrong with the paths. */
@Singleton
public final class FileLogCheck implements SelfCheck {
    private final FileLogSource source;

    @Inject
    public FileLogCheck(FileLogSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return "log files";
    }

    @Override
    public List<Finding> check() {
        if (!source.isSetUp()) {
            return List.of(
                    new Finding(
                            "paths",
                            true,
                            "not configured; log_files.paths (LOG_FILES_PATHS) sets them"));
        }
        List<String> troubles = new ArrayList<>();
        List<PathPattern.Found> files = source.files(troubles);
        List<Finding> findings = new ArrayList<>();
        long named = files.stream().filter(found -> found.about().name() != null).count();
        findings.add(
                new Finding(
                        "paths",
                        !files.isEmpty(),
                        "%d files, %d of them of a named service".formatted(files.size(), named)));
        for (String trouble : troubles) findings.add(new Finding("paths", false, trouble));
        return findings;
    }
}
