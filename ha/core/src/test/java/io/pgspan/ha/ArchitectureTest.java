package io.pgspan.ha;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.pgspan.ha.record.InMemoryRecordStore;
import io.pgspan.ha.record.RecordCodec;
import io.pgspan.ha.record.majority.EnvelopeCodec;

/** The walls that Maven can't keep. */
@AnalyzeClasses(packages = "io.pgspan.ha", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule standsOnTheModelAlone = classes()
            .that(not(belongToAnyOf(RecordCodec.class, EnvelopeCodec.class)))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.pgspan.ha..",
                    "io.pgspan.model..",
                    "java.lang..",
                    "java.time..",
                    "java.util..",
                    "org.immutables.value..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule hasNoClockNoChanceNoThreads = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.(Random|SplittableRandom|UUID|Timer|Date|Calendar|Scanner)"
                    + "|java\\.util\\.(random|logging|zip|jar)\\..*|java\\.time\\.(Clock|Instant|LocalDate.*|ZonedDateTime)"
                    + "|java\\.lang\\.(Thread|ThreadLocal|Process|ProcessBuilder|Runtime)|java\\.(io|nio|net)\\..*")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule nothingRunsAtOnce = noClasses()
            .that(not(belongToAnyOf(InMemoryRecordStore.class)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.pgspan.(**)").should().beFreeOfCycles();
}
