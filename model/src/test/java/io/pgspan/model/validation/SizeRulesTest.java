package io.pgspan.model.validation;

import static io.pgspan.model.validation.Mistake.hippo;
import static io.pgspan.model.validation.Mistake.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.Arbiter;
import io.pgspan.model.Container;
import io.pgspan.model.InstanceSet;
import io.pgspan.model.PodSettings;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.Storage;
import io.pgspan.model.Tablespace;
import io.pgspan.model.Volumes;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.service.Pooler;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizeRulesTest extends RuleContract {

    static Stream<Mistake> mistakes() {
        return Stream.of(
                wish("name.dns-1123", "name", "1hippo", w -> w.name("1hippo")),
                wish("name.dns-1123", "namespace", "Demo", w -> w.namespace("Demo")),
                wish("replicas.positive", "replicas", "0", w -> w.replicas(0)),
                wish("replicas.positive", "replicas", "-1", w -> w.replicas(-1)),
                wish("replicas.limit", "replicas", "1001", w -> w.replicas(1001)),
                wish(
                        "storage.positive",
                        "storage.size",
                        "0Gi",
                        w -> w.storage(Storage.of("0Gi").onClass("std"))),
                wish(
                        "storage.positive",
                        "storage.size",
                        "-2Gi",
                        w -> w.storage(Storage.of("-2Gi").onClass("std"))),
                wish(
                        "storage.positive",
                        "arbiter.storage.size",
                        "0",
                        w -> w.arbiter(new Arbiter(Storage.of("0"), Resources.ofDefaults()))),
                wish("resources.positive", "resources.cpu", "0", w -> w.resources(Resources.of("0", "1Gi"))),
                wish("resources.positive", "resources.memory", "-1", w -> w.resources(Resources.of("1", "-1"))),
                wish(
                        "resources.positive",
                        "arbiter.resources.cpu",
                        "0m",
                        w -> w.arbiter(new Arbiter(Storage.of("1Gi"), Resources.of("0m", "1Gi")))),
                wish(
                        "resources.positive",
                        "arbiter.resources.memory",
                        "0",
                        w -> w.arbiter(new Arbiter(Storage.of("1Gi"), Resources.of("1", "0")))),
                wish(
                        "storage.positive",
                        "furtherInstances[0].storage.size",
                        "0",
                        w -> w.addFurtherInstance(InstanceSet.builder()
                                .name("large")
                                .storage(Storage.of("0"))
                                .build())),
                wish(
                        "storage.positive",
                        "volumes.wal.size",
                        "0",
                        w -> w.volumes(Volumes.builder().wal(Storage.of("0")).build())),
                wish(
                        "storage.positive",
                        "volumes.temporary.size",
                        "-1",
                        w -> w.volumes(
                                Volumes.builder().temporary(Storage.of("-1")).build())),
                wish(
                        "storage.positive",
                        "volumes.tablespaces[0].storage.size",
                        "0",
                        w -> w.volumes(Volumes.builder()
                                .addTablespace(Tablespace.of("fast", Storage.of("0")))
                                .build())),
                wish(
                        "storage.positive",
                        "backups.repositories[0].target.storage.size",
                        "0",
                        w -> w.backups(Backups.builder()
                                .addRepository(Repository.builder()
                                        .name("r")
                                        .target(new RepositoryTarget.Volume(Storage.of("0")))
                                        .build())
                                .build())),
                wish(
                        "resources.positive",
                        "furtherInstances[0].resources.memory",
                        "0",
                        w -> w.addFurtherInstance(InstanceSet.builder()
                                .name("large")
                                .resources(Resources.of("1", "0"))
                                .build())),
                wish(
                        "resources.within-limits",
                        "resources.requests[cpu]",
                        "2",
                        w -> w.resources(Resources.of("2", "1Gi").limitCpu("1500m"))),
                wish(
                        "resources.within-limits",
                        "pod.containers[0].resources.requests[memory]",
                        "1Gi",
                        w -> w.pod(PodSettings.builder()
                                .addContainer(Container.builder()
                                        .name("side")
                                        .resources(Resources.of("1", "1Gi").limitMemory("1Mi"))
                                        .build())
                                .build())),
                wish(
                        "resources.within-limits",
                        "poolers[0].resources.requests[cpu]",
                        "1",
                        w -> w.addPooler(Pooler.builder()
                                .name("p")
                                .resources(Resources.of("1", "1Gi").limitCpu("999m"))
                                .build())),
                wish(
                        "instances.replicas",
                        "furtherInstances[0].replicas",
                        -1,
                        w -> w.addFurtherInstance(
                                InstanceSet.readReplicas("reports", -1).build())),
                wish(
                        "instances.replicas",
                        "furtherInstances[0].replicas",
                        1001,
                        w -> w.addFurtherInstance(
                                InstanceSet.readReplicas("reports", 1001).build())));
    }

    static Stream<PostgresCluster> right() {
        return Stream.of(
                hippo().resources(Resources.unsaid()).build(),
                hippo().resources(Resources.of("2", "1Gi").limitCpu("2000m")).build(),
                hippo().addFurtherInstance(
                                InstanceSet.readReplicas("reports", 0).build())
                        .volumes(Volumes.builder()
                                .wal(Storage.of("1Gi"))
                                .addTablespace(Tablespace.of("fast", Storage.of("1Gi")))
                                .build())
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "hippo", "hippo-7", "a234567890123456789012345678901234567890123456789012"})
    void goodNamesPass(String name) {
        assertThat(Validator.validate(hippo().name(name).build())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a",
                "a-",
                "A",
                "a.b",
                "a_b",
                "7up",
                "ä",
                "a b",
                "a\n",
                "a2345678901234567890123456789012345678901234567890123"
            })
    void badNamesDont(String name) {
        assertThat(Validator.validate(hippo().name(name).build()))
                .extracting(Violation::rule)
                .containsExactly("name.dns-1123");
    }

    @Test
    void aNamespaceMayBeginWithADigitAndHave63Characters() {
        assertThat(Validator.validate(hippo().namespace("7" + "x".repeat(62)).build()))
                .isEmpty();
        assertThat(Validator.validate(hippo().namespace("7" + "x".repeat(63)).build()))
                .hasSize(1);
    }
}
