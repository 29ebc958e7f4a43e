package io.sreagent.ui;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** The application on a database of its own, with a staged loop and access control on. */
public final class WaysTestProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "database.url",
                "jdbc:h2:mem:ways;DB_CLOSE_DELAY=-1",
                "audit.anchor_file",
                "target/ways-" + System.nanoTime() + ".anchor",
                "loop.enabled",
                "false",
                "dependencies.file",
                "src/test/resources/ui/dependencies.yaml",
                // Playbooks and rule packs stand beside the module, where the launcher would look.
                "sre-agent.home",
                "..");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(Staged.class, StagedShop.class);
    }
}
