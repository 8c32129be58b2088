package io.pgspan.operators.cnpg;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.replication.Replication.Durability;
import io.pgspan.model.replication.Replication.Streaming;
import io.pgspan.model.replication.Replication.SyncMethod;
import java.util.List;
import java.util.Random;

/** Options that fit a wish, each said in about one of three: what is of no use for it is not said. */
final class AnyOptions {
    private final PostgresCluster wish;
    private final Random random;

    private AnyOptions(PostgresCluster wish, Random random) {
        this.wish = wish;
        this.random = random;
    }

    /** @param wish as it will be written */
    static CloudNativePgOptions of(PostgresCluster wish, Random random) {
        return new AnyOptions(wish, random).options();
    }

    private CloudNativePgOptions options() {
        CloudNativePgOptions options = CloudNativePgOptions.ofDefaults();
        if (maybe()) {
            options = options.withAntiAffinity(new AntiAffinity(random.nextBoolean(), "rack", random.nextBoolean()));
        }
        if (maybe()) {
            options = options.withUpdates(new Updates(wish.replicas() > 1, true));
        }
        if (maybe()) {
            options = options.withDelays(new Delays(60, 70, 5, 80, random.nextInt(9)));
        }
        if (wish.replication().streaming() == Streaming.SYNCHRONOUS) {
            options = options.withSync(sync());
        }
        if (wish.image().isEmpty() && wish.version().minor() == 0) {
            options = options.withImage(new ImageChoice(ImageChoice.Form.CLUSTER_CATALOG, "house"));
        }
        if (wish.standby().isPresent() && maybe()) {
            options = options.withReplica(new ReplicaDetails("source", null, null, null, "1h"));
        }
        boolean archives = wish.backups()
                .filter(backups -> !backups.repositories().isEmpty())
                .isPresent();
        if (archives && maybe()) {
            options = options.withServerName("second");
        }
        return maybe() ? options.withBackupTarget("primary") : options;
    }

    private SyncDetails sync() {
        boolean older = wish.replication().method() == SyncMethod.ANY
                && wish.replication().durability() == Durability.PREFERRED;
        if (older && maybe()) {
            return SyncDetails.legacy(random.nextInt(wish.replication().confirmations() + 1));
        }
        boolean elsewhere = wish.replication().durability() == Durability.REQUIRED && maybe();
        return new SyncDetails(
                null,
                maybe() ? random.nextInt(3) : null,
                elsewhere ? List.of("far") : List.of(),
                List.of(),
                wish.replication().confirmations() > 1 && maybe());
    }

    private boolean maybe() {
        return random.nextInt(3) == 0;
    }
}
