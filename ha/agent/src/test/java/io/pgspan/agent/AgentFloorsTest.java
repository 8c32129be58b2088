package io.pgspan.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.pgspan.agent", importOptions = ImportOption.DoNotIncludeTests.class)
class AgentFloorsTest {

    @ArchTest
    static final ArchRule STANDS_ABOVE_HA_AND_POSTGRES_ONLY = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fabric8..",
                    "io.pgspan.placement..",
                    "io.pgspan.backup..",
                    "io.pgspan.operators..",
                    "io.pgspan.multicluster..",
                    "io.pgspan.testkit..");

    @ArchTest
    static final ArchRule TAKES_NO_TIME_FROM_THE_WALL = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Instant");
}
