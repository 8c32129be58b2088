package io.pgspan.operators.cnpg;

import io.pgspan.operators.DialectOptions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What only CloudNativePG has.
 *
 * @param image where the image comes from when the wish names none; default by tag
 * @param antiAffinity the rule that keeps instances apart; default a wish over nodes
 * @param updates what happens to the primary at the end of an update; default a restart by itself
 * @param delays how long it waits; defaults of CloudNativePG
 * @param sync what only it has of synchronous replication; default nothing
 * @param replica what only it has of clusters that follow others; default nothing
 * @param bootstrapSource the name of the external cluster that data come from; default {@code bootstrap}
 * @param backupForm where the description of the object store stands; default {@link BackupForm#PLUGIN}
 * @param serverName the name under which backups are kept in the store; null: the cluster's. Default null
 * @param backupTarget which instance backups are taken from: {@code prefer-standby}, the default, or {@code primary}
 * @param serviceNames names of the additional services in the order of the wish's; an absent one is made up. Default none
 * @param hosts by which host the cluster of a Kubernetes cluster is reached from others, when a topology of several is rendered; default
 *     none
 * @param satellites what only the kinds beside the {@code Cluster} have; default nothing
 */
public record CloudNativePgOptions(
        ImageChoice image,
        AntiAffinity antiAffinity,
        Updates updates,
        Delays delays,
        SyncDetails sync,
        ReplicaDetails replica,
        String bootstrapSource,
        BackupForm backupForm,
        @Nullable String serverName,
        String backupTarget,
        List<String> serviceNames,
        Map<String, String> hosts,
        SatelliteOptions satellites)
        implements DialectOptions {
    private static final CloudNativePgOptions DEFAULTS = new CloudNativePgOptions(
            ImageChoice.ofDefaults(),
            AntiAffinity.ofDefaults(),
            Updates.ofDefaults(),
            Delays.ofDefaults(),
            SyncDetails.ofDefaults(),
            ReplicaDetails.ofDefaults(),
            "bootstrap",
            BackupForm.PLUGIN,
            null,
            "prefer-standby",
            List.of(),
            Map.of(),
            SatelliteOptions.ofDefaults());

    /** Copies the collections. */
    public CloudNativePgOptions {
        hosts = Map.copyOf(hosts);
        serviceNames = List.copyOf(serviceNames);
    }

    /** Nothing said. */
    public static CloudNativePgOptions ofDefaults() {
        return DEFAULTS;
    }

    /** The same with another choice of image. */
    public CloudNativePgOptions withImage(ImageChoice said) {
        return new CloudNativePgOptions(
                said,
                antiAffinity,
                updates,
                delays,
                sync,
                replica,
                bootstrapSource,
                backupForm,
                serverName,
                backupTarget,
                serviceNames,
                hosts,
                satellites);
    }

    /** The same with another rule that keeps instances apart. */
    public CloudNativePgOptions withAntiAffinity(AntiAffinity said) {
        return new CloudNativePgOptions(
                image,
                said,
                updates,
                delays,
                sync,
                replica,
                bootstrapSource,
                backupForm,
                serverName,
                backupTarget,
                serviceNames,
                hosts,
                satellites);
    }

    /** The same with another end of an update. */
    public CloudNativePgOptions withUpdates(Updates said) {
        return new CloudNativePgOptions(
                image,
                antiAffinity,
                said,
                delays,
                sync,
                replica,
                bootstrapSource,
                backupForm,
                serverName,
                backupTarget,
                serviceNames,
                hosts,
                satellites);
    }

    /** The same with other waits. */
    public CloudNativePgOptions withDelays(Delays said) {
        return new CloudNativePgOptions(
                image,
                antiAffinity,
                updates,
                said,
                sync,
                replica,
                bootstrapSource,
                backupForm,
                serverName,
                backupTarget,
                serviceNames,
                hosts,
                satellites);
    }

    /** The same with other details of synchronous replication. */
    public CloudNativePgOptions withSync(SyncDetails said) {
        return new CloudNativePgOptions(
                image,
                antiAffinity,
                updates,
                delays,
                said,
                replica,
                bootstrapSource,
                backupForm,
                serverName,
                backupTarget,
                serviceNames,
                hosts,
                satellites);
    }

    /** The same with other details of following. */
    public CloudNativePgOptions withReplica(ReplicaDetails said) {
        return new CloudNativePgOptions(
                image,
                antiAffinity,
                updates,
                delays,
                sync,
                said,
                bootstrapSource,
                backupForm,
                serverName,
                backupTarget,
                serviceNames,
                hosts,
                satellites);
    }

    /** The same with another name of the external cluster that data come from. */
    public CloudNativePgOptions withBootstrapSource(String said) {
        return new CloudNativePgOptions(
                image,
                antiAffinity,
                updates,
                delays,
                sync,
                replica,
                said,
                backupForm,
                serverName,
                backupTarget,
                serviceNames,
                hosts,
                satellites);
    }

    /** The same with another form of backups. */
    public CloudNativePgOptions withBackupForm(BackupForm said) {
        return new CloudNativePgOptions(
                image,
                antiAffinity,
                updates,
                delays,
                sync,
                replica,
                bootstrapSource,
                said,
                serverName,
                backupTarget,
                serviceNames,
                hosts,
                satellites);
    }

    /** The same with another name in the store. */
    public CloudNativePgOptions withServerName(@Nullable String said) {
        return new CloudNativePgOptions(
                image,
                antiAffinity,
                updates,
                delays,
                sync,
                replica,
                bootstrapSource,
                backupForm,
                said,
                backupTarget,
                serviceNames,
                hosts,
                satellites);
    }

    /** The same with another instance that is backed up. */
    public CloudNativePgOptions withBackupTarget(String said) {
        return new CloudNativePgOptions(
                image,
                antiAffinity,
                updates,
                delays,
                sync,
                replica,
                bootstrapSource,
                backupForm,
                serverName,
                said,
                serviceNames,
                hosts,
                satellites);
    }

    /** The same with other names of services. */
    public CloudNativePgOptions withServiceNames(List<String> said) {
        return new CloudNativePgOptions(
                image,
                antiAffinity,
                updates,
                delays,
                sync,
                replica,
                bootstrapSource,
                backupForm,
                serverName,
                backupTarget,
                said,
                hosts,
                satellites);
    }

    /** The same with other hosts. */
    public CloudNativePgOptions withHosts(Map<String, String> said) {
        return new CloudNativePgOptions(
                image,
                antiAffinity,
                updates,
                delays,
                sync,
                replica,
                bootstrapSource,
                backupForm,
                serverName,
                backupTarget,
                serviceNames,
                said,
                satellites);
    }

    /** The same with other details of the kinds beside the cluster. */
    public CloudNativePgOptions withSatellites(SatelliteOptions said) {
        return new CloudNativePgOptions(
                image,
                antiAffinity,
                updates,
                delays,
                sync,
                replica,
                bootstrapSource,
                backupForm,
                serverName,
                backupTarget,
                serviceNames,
                hosts,
                said);
    }
}
