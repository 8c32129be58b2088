package io.pgspan.operators.crunchy;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.backup.BackupType;
import io.pgspan.operators.crunchy.release.PgoVersion;
import org.junit.jupiter.api.Test;

class ClusterNamesTest {
    private static final ClusterNames RHINO = new ClusterNames("rhino", "blue", PgoVersion.NEWEST);

    @Test
    void theInstanceThatRestoresABackupFollowsFromTheNames() {
        assertThat(RHINO.startupInstance()).isEqualTo("rhino-blue-7d4b");
        assertThat(ClusterNames.safeHash("")).isEqualTo("65bb57b6b5");
        assertThat(ClusterNames.safeHash("rhinoblue")).isEqualTo("7d4bcb887c");
    }

    @Test
    void whatBelongsToAnInstanceIsCalledAfterIt() {
        String instance = RHINO.instance("blue", "x2y4");

        assertThat(RHINO.pod(instance)).isEqualTo("rhino-blue-x2y4-0");
        assertThat(RHINO.dataClaim(instance)).isEqualTo("rhino-blue-x2y4-pgdata");
        assertThat(RHINO.walClaim(instance)).isEqualTo("rhino-blue-x2y4-pgwal");
        assertThat(RHINO.tablespaceClaim(instance, "fast")).isEqualTo("rhino-blue-x2y4-fast-tablespace");
    }

    @Test
    void whatBelongsToTheClusterIsCalledAfterIt() {
        assertThat(RHINO.primaryService()).isEqualTo("rhino-primary");
        assertThat(RHINO.replicaService()).isEqualTo("rhino-replicas");
        assertThat(RHINO.leaderService()).isEqualTo("rhino-ha");
        assertThat(RHINO.podService()).isEqualTo("rhino-pods");
        assertThat(RHINO.pooler()).isEqualTo("rhino-pgbouncer");
        assertThat(RHINO.repositoryHost()).isEqualTo("rhino-repo-host");
        assertThat(RHINO.repositoryClaim("repo2")).isEqualTo("rhino-repo2");
        assertThat(RHINO.userSecret("app")).isEqualTo("rhino-pguser-app");
        assertThat(RHINO.serverCertificate()).isEqualTo("rhino-cluster-cert");
        assertThat(RHINO.replicationCertificate()).isEqualTo("rhino-replication-cert");
        assertThat(RHINO.disruptionBudget("blue")).isEqualTo("rhino-set-blue");
        assertThat(RHINO.serviceAccount()).isEqualTo("rhino-instance");
    }

    @Test
    void cronJobsGotAShorterNameWith51() {
        assertThat(RHINO.backupCronJob("repo1", BackupType.DIFFERENTIAL)).isEqualTo("rhino-repo1-diff");
        assertThat(new ClusterNames("rhino", "blue", PgoVersion.OLDEST).backupCronJob("repo1", BackupType.INCREMENTAL))
                .isEqualTo("rhino-pgbackrest-repo1-incr");
    }
}
