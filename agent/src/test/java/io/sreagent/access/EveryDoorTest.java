package io.sreagent.access;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.sreagent.contract.access.Role;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;

/** No endpoint is open by oversight. */
@AnalyzeClasses(packages = "io.sreagent", importOptions = ImportOption.DoNotIncludeTests.class)
class EveryDoorTest {
    @ArchTest
    static final ArchRule every_endpoint_says_who_may_call_it =
            methods()
                    .that()
                    .areAnnotatedWith(GET.class)
                    .or()
                    .areAnnotatedWith(POST.class)
                    .or()
                    .areAnnotatedWith(PUT.class)
                    .or()
                    .areAnnotatedWith(DELETE.class)
                    .should(sayWhoMayCall());

    @ArchTest
    static final ArchRule what_changes_something_needs_more_than_reading =
            methods()
                    .that()
                    .areAnnotatedWith(POST.class)
                    .or()
                    .areAnnotatedWith(PUT.class)
                    .or()
                    .areAnnotatedWith(DELETE.class)
                    .should(needMoreThanReading());

    private static ArchCondition<JavaMethod> sayWhoMayCall() {
        return new ArchCondition<>("say @Needs or @Open") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean says =
                        method.isAnnotatedWith(Needs.class)
                                || method.isAnnotatedWith(Open.class)
                                || method.getOwner().isAnnotatedWith(Needs.class)
                                || method.getOwner().isAnnotatedWith(Open.class);
                if (!says) events.add(SimpleConditionEvent.violated(method, method.getFullName()));
            }
        };
    }

    private static ArchCondition<JavaMethod> needMoreThanReading() {
        return new ArchCondition<>("need an operator at least, or lead in and out") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                // Signing in and out must be open to whoever is not known yet.
                if (method.isAnnotatedWith(Open.class) && method.getName().matches("enter|leave"))
                    return;
                boolean enough =
                        method.isAnnotatedWith(Needs.class)
                                && method.getAnnotationOfType(Needs.class)
                                        .value()
                                        .includes(Role.OPERATOR);
                if (!enough)
                    events.add(SimpleConditionEvent.violated(method, method.getFullName()));
            }
        };
    }
}
