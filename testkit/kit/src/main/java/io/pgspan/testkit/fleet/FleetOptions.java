package io.pgspan.testkit.fleet;

import io.pgspan.model.ValueStyle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Settings of a {@link SimulatedFleet}. Every one has a default.
 *
 * <pre>{@code
 * FleetOptions.builder().archiveStore(store).putEnvironment("PGSPAN_LOG", "debug").build()
 * }</pre>
 */
@ValueStyle
@Value.Immutable
public interface FleetOptions {
    /** All defaults. */
    static FleetOptions ofDefaults() {
        return builder().build();
    }

    /** A builder with all defaults. */
    static ImmutableFleetOptions.Builder builder() {
        return ImmutableFleetOptions.builder();
    }

    /**
     * Where the fleet's work directory is created. It must be reachable for other users when PostgreSQL can only be started under
     * another id. Default: the JVM's temporary directory.
     */
    @Value.Default
    default Path directory() {
        return Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    }

    /**
     * Where embedded PostgreSQL binaries are unpacked and kept for the next run, about 60 MB per major version. Default: inside the
     * work directory, so that nothing is kept and each run unpacks again (about 2 s).
     */
    Optional<Path> binariesCache();

    /** Handed to containers as {@code PGSPAN_ARCHIVE_STORE}: the directory of the object store for WAL. Default: none. */
    Optional<Path> archiveStore();

    /** The main class of a container, started in a JVM of its own. Default: pgspan's agent. */
    @Value.Default
    default String mainClass() {
        return "io.pgspan.multicluster.agent.AgentMain";
    }

    /** The class path of a container. Default: the class path of this JVM, also under Surefire's manifest-only jar. */
    @Value.Default
    default String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
    }

    /** Flags of a container's JVM. The default starts fast and stays small. */
    @Value.Default
    default List<String> jvmFlags() {
        return ContainerCommand.QUICK_AND_SMALL;
    }

    /** Further environment of every container; wins over the pod's own. */
    Map<String, String> environment();

    /** The network between the pods, and to the record. Default: {@link PodLinks#direct()}. */
    @Value.Default
    default PodLinks links() {
        return PodLinks.direct();
    }

    /** How soon an ended container is started again. Default: {@link RestartBackOff#quick()}. */
    @Value.Default
    default RestartBackOff restartBackOff() {
        return RestartBackOff.quick();
    }

    /** How often a container's readiness is asked. Default: 300 ms. */
    @Value.Default
    default Duration readinessPeriod() {
        return Duration.ofMillis(300);
    }
}
