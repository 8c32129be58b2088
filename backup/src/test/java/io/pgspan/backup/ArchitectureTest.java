package io.pgspan.backup;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.pgspan.backup", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.pgspan.backup.(**)").should().beFreeOfCycles();

    /** The archive command runs once a segment with these two packages and the model on its class path, nothing else. */
    @ArchTest
    static final ArchRule STORE_AND_ARCHIVE_NEED_ONLY_THE_JDK_AND_THE_MODEL = classes()
            .that()
            .resideInAnyPackage("io.pgspan.backup.store", "io.pgspan.backup.wal")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "io.pgspan.model..", "io.pgspan.backup.store", "io.pgspan.backup.wal", "org.jspecify..");

    @ArchTest
    static final ArchRule PLANNING_TOUCHES_NOTHING = noClasses()
            .that()
            .haveNameMatching("io\\.pgspan\\.backup\\.(Recovery.*|Candidate|WalReach.*|BackupInfo|BackupFile)")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio..", "java.sql..", "java.net..", "java.time.chrono..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(java.time.Instant.class, "now");

    @ArchTest
    static final ArchRule NO_KUBERNETES =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.fabric8..");
}
