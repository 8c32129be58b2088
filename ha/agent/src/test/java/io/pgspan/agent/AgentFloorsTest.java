package io.pgspan.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.OffsetDateTime;

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

    /** The wall's time is for readers of the audit only; nothing is decided by it. */
    @ArchTest
    static final ArchRule DECIDES_NOTHING_BY_THE_TIME_OF_THE_WALL = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now");
}
