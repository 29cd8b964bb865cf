package dev.signet;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/** A package imports only from lower floors, never from its own. */
@AnalyzeClasses(packages = "dev.signet", importOptions = DoNotIncludeTests.class)
class FloorsTest {
    private static final Map<String, Integer> FLOORS = Map.ofEntries(
            Map.entry("errors", 0), Map.entry("http", 0), Map.entry("stores", 0),
            Map.entry("audit", 1), Map.entry("passwords", 1),
            Map.entry("keys", 2), Map.entry("sealing", 1),
            Map.entry("captcha", 3), Map.entry("limits", 3), Map.entry("users", 3), Map.entry("clients", 3),
            Map.entry("revocation", 3),
            Map.entry("tokens", 4), Map.entry("credentials", 4), Map.entry("outbox", 4),
            Map.entry("sessions", 5), Map.entry("pages", 5),
            Map.entry("membership", 6), Map.entry("requests", 6),
            Map.entry("accounts", 7), Map.entry("login", 7), Map.entry("authorize", 7), Map.entry("grants", 7),
            Map.entry("oidc", 7),
            Map.entry("admin", 8), Map.entry("signals", 8),
            Map.entry("", 9)); // the main class

    @ArchTest
    static final ArchRule imports_go_down_the_floors = ArchRuleDefinition.classes().should(importOnlyFromBelow());

    @ArchTest
    static final ArchRule no_circles = slices().matching("dev.signet.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule jax_rs_stays_at_the_edge = ArchRuleDefinition.noClasses().that()
            .resideOutsideOfPackages("dev.signet.errors..", "dev.signet.http..", "dev.signet.accounts..", "dev.signet.grants..",
                    "dev.signet.pages..", "dev.signet.login..", "dev.signet.authorize..", "dev.signet.oidc..",
                    "dev.signet.admin..", "dev.signet.signals..")
            .should().dependOnClassesThat().resideInAPackage("jakarta.ws.rs..").allowEmptyShould(true);

    private static ArchCondition<JavaClass> importOnlyFromBelow() {
        return new ArchCondition<>("import only from lower floors") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                origin.getDirectDependenciesFromSelf().stream()
                        .filter(d -> d.getTargetClass().getPackageName().startsWith("dev.signet")
                                && !room(origin).equals(room(d.getTargetClass())))
                        .filter(d -> floor(d.getTargetClass()) >= floor(origin))
                        .forEach(d -> events.add(violation(d)));
            }
        };
    }

    private static ConditionEvent violation(Dependency dependency) {
        return SimpleConditionEvent.violated(dependency, dependency.getDescription());
    }

    private static int floor(JavaClass type) {
        assertThat(FLOORS).as("the floor of %s", type.getName()).containsKey(room(type));
        return FLOORS.get(room(type));
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith("dev.signet.") ? name.substring("dev.signet.".length()).split("\\.")[0] : "";
    }
}
