package io.pgspan.model;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The ground floor stands on nothing. */
@AnalyzeClasses(packages = "io.pgspan.model", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule dependsOnNothingButItselfAndAnnotations = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.pgspan.model..",
                    "java.lang..",
                    "java.util..",
                    "java.math..",
                    "java.time..",
                    "java.io..",
                    "java.nio",
                    "java.nio.charset",
                    "java.security",
                    "java.text",
                    "javax.crypto..",
                    "com.ongres.saslprep",
                    "com.ongres.stringprep",
                    "org.jspecify..",
                    "org.immutables..");

    @ArchTest
    static final ArchRule hasNoClockNoChanceAndNoInputOrOutput = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.(Random|SplittableRandom|UUID|Timer|Date|Calendar|Scanner)"
                    + "|java\\.util\\.(concurrent|random|logging|zip|jar)\\..*"
                    + "|java\\.security\\.SecureRandom|java\\.lang\\.(Thread|ThreadLocal|Process|ProcessBuilder|Runtime)|java\\.time\\.(Clock|InstantSource)"
                    + "|java\\.io\\.(?!Serializable|ObjectStreamException|InvalidObjectException).*")
            .orShould()
            .callMethodWhere(target(nameMatching("now|currentTimeMillis|nanoTime|random")))
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    /** The root package aggregates its sub-packages and gives them their error, their style and two plain values, so it is looked at apart. */
    @ArchTest
    static final ArchRule subPackagesHaveNoCycles =
            slices().matching("io.pgspan.model.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheRulesKnowTheWishAsAWhole = noClasses()
            .that()
            .resideInAPackage("io.pgspan.model.*..")
            .and()
            .resideOutsideOfPackage("io.pgspan.model.validation..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("io\\.pgspan\\.model\\.(?!PgspanException|ValueStyle|Storage|Resources)[A-Z]\\w*");
}
