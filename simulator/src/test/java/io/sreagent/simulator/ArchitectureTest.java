package io.sreagent.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses classes =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.sreagent.simulator");

    @Test
    void packages_form_no_cycle() {
        slices().matching("io.sreagent.simulator.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void the_ports_never_see_the_scenario_or_the_model() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..prometheus..",
                        "..loki..",
                        "..kubernetes..",
                        "..http..",
                        "..cluster..",
                        "..metrics..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..scenario..", "..world..")
                .check(classes);
    }
}
