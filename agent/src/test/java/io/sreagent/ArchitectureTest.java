package io.sreagent;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SliceRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which package may import which. */
@AnalyzeClasses(
        packages = "io.sreagent",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

    /** The contract tests of other modules come as jars. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    /** Top to bottom; a package imports from blocks below its own only. */
    private static final List<Set<String>> BLOCKS =
            List.of(
                    Set.of("app"),
                    Set.of("demo"),
                    Set.of("cli", "api", "ui"),
                    Set.of("pipeline", "assistant"),
                    Set.of("agents"),
                    Set.of("tools"),
                    Set.of("perception", "cognition", "decision", "action", "learning"),
                    Set.of(
                            "autofix",
                            "capacity",
                            "inventory",
                            "alerting",
                            "notify",
                            "tickets",
                            "logs"),
                    Set.of("incident", "knowledge", "llm", "access"),
                    Set.of("settings", "packs"));

    private static final String INTEGRATIONS = "integrations";

    /** Open to all. */
    private static final Set<String> MODULES = Set.of("analysis", "contract");

    /** Who may see the simulated world: the demonstration, never what runs in production. */
    private static final String SIMULATOR = "simulator";

    private static final String ROOT = "io.sreagent.";

    @ArchTest
    static final ArchRule packages_import_only_from_blocks_below_their_own =
            ArchRuleDefinition.classes()
                    .that()
                    .resideInAnyPackage("io.sreagent..")
                    .should(importFromBelowOnly());

    @ArchTest
    static final SliceRule packages_have_no_cycles =
            slices().matching("io.sreagent.(**)").should().beFreeOfCycles();

    private static ArchCondition<JavaClass> importFromBelowOnly() {
        return new ArchCondition<>("import from blocks below their own only") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                    complaint(top(origin), top(dependency.getTargetClass()))
                            .map(why -> dependency.getDescription() + ": " + why)
                            .ifPresent(
                                    why -> events.add(SimpleConditionEvent.violated(origin, why)));
                }
            }
        };
    }

    /** The package directly below {@code io.sreagent}; empty for classes of others. */
    private static Optional<String> top(JavaClass of) {
        String name = of.getBaseComponentType().getPackageName() + ".";
        if (!name.startsWith(ROOT)) return Optional.empty();
        String rest = name.substring(ROOT.length());
        return Optional.of(rest.substring(0, Math.max(0, rest.indexOf('.'))));
    }

    private static Optional<String> complaint(Optional<String> from, Optional<String> to) {
        if (from.isEmpty() || to.isEmpty() || from.equals(to)) return Optional.empty();
        String origin = from.get();
        String target = to.get();
        if (MODULES.contains(origin) || origin.equals(SIMULATOR)) {
            return MODULES.contains(target)
                    ? Optional.empty()
                    : Optional.of(origin + " stands below " + target);
        }
        if (MODULES.contains(target)) return Optional.empty();
        if (target.equals(SIMULATOR)) {
            return origin.equals("demo")
                    ? Optional.empty()
                    : Optional.of("only demo may see the simulator");
        }
        if (target.equals(INTEGRATIONS)) return Optional.of("nobody imports an integration");
        if (origin.equals(INTEGRATIONS)) {
            return Optional.of("an integration imports analysis and contract only");
        }
        return block(origin) < block(target)
                ? Optional.empty()
                : Optional.of(origin + " does not stand above " + target);
    }

    private static int block(String name) {
        for (int i = 0; i < BLOCKS.size(); i++) if (BLOCKS.get(i).contains(name)) return i;
        throw new IllegalStateException(
                "the package io.sreagent.%s stands in no block; enter it in BLOCKS"
                        .formatted(name));
    }
}
