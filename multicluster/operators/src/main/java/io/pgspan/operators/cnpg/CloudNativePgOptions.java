package io.pgspan.operators.cnpg;

import io.pgspan.model.ValueStyle;
import io.pgspan.operators.DialectOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What only CloudNativePG has. Start from {@link #ofDefaults()} and change what differs, or build it:
 *
 * <pre>{@code
 * CloudNativePgOptions options = CloudNativePgOptions.builder()
 *     .backupTarget("primary")
 *     .putHost("eu", "hippo.eu.example")
 *     .build();
 * }</pre>
 */
@Value.Immutable
@ValueStyle
public interface CloudNativePgOptions extends DialectOptions, WithCloudNativePgOptions {

    /** Nothing said. */
    static CloudNativePgOptions ofDefaults() {
        return builder().build();
    }

    /** A builder with all defaults. */
    static ImmutableCloudNativePgOptions.Builder builder() {
        return ImmutableCloudNativePgOptions.builder();
    }

    /** Where the image comes from when the wish names none. Default: by tag. */
    @Value.Default
    default ImageChoice image() {
        return ImageChoice.ofDefaults();
    }

    /** The rule that keeps instances apart. Default: a wish over nodes. */
    @Value.Default
    default AntiAffinity antiAffinity() {
        return AntiAffinity.ofDefaults();
    }

    /** What happens to the primary at the end of an update. Default: a restart by itself. */
    @Value.Default
    default Updates updates() {
        return Updates.ofDefaults();
    }

    /** How long CloudNativePG waits. Default: its own. */
    @Value.Default
    default Delays delays() {
        return Delays.ofDefaults();
    }

    /** What only it has of synchronous replication. Default: nothing. */
    @Value.Default
    default SyncDetails sync() {
        return SyncDetails.ofDefaults();
    }

    /** What only it has of clusters that follow others. Default: nothing. */
    @Value.Default
    default ReplicaDetails replica() {
        return ReplicaDetails.ofDefaults();
    }

    /** The name of the external cluster that data come from. Default: {@code bootstrap}. */
    @Value.Default
    default String bootstrapSource() {
        return "bootstrap";
    }

    /** Where the description of the object store stands. Default: {@link BackupForm#PLUGIN}. */
    @Value.Default
    default BackupForm backupForm() {
        return BackupForm.PLUGIN;
    }

    /** The name under which backups are kept in the store. Default: the cluster's. */
    Optional<String> serverName();

    /** Which instance backups are taken from: {@code prefer-standby} or {@code primary}. Default: the former. */
    @Value.Default
    default String backupTarget() {
        return "prefer-standby";
    }

    /** Names of the additional services in the order of the wish's; an absent one is made up. Default: none. */
    List<String> serviceNames();

    /** By which host the cluster of a Kubernetes cluster is reached from others, when a topology of several is rendered. Default: none. */
    Map<String, String> hosts();

    /** What only the kinds beside the {@code Cluster} have. Default: nothing. */
    @Value.Default
    default SatelliteOptions satellites() {
        return SatelliteOptions.ofDefaults();
    }
}
