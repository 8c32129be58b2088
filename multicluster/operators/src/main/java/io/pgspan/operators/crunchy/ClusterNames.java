package io.pgspan.operators.crunchy;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.backup.BackupType;
import io.pgspan.operators.crunchy.release.PgoVersion;
import java.nio.charset.StandardCharsets;

/**
 * The names of what PGO makes of a cluster, all in its namespace.
 *
 * <p>An instance is called {@code <cluster>-<set>-<suffix>}: the suffix is four characters that PGO draws by chance, so nobody can foretell it.
 * Where PGO must find the same instance again, to restore a backup or to take over volumes, it uses {@link #startupInstance}, whose suffix follows
 * from the names.
 *
 * @param cluster the cluster's name
 * @param firstSet the name of its first instance set
 * @param operator the release: some names changed
 */
public record ClusterNames(String cluster, String firstSet, PgoVersion operator) {
    /** What suffixes are made of: no vowels, so that no words come out, and none of 0, 1 and 3. */
    public static final String SUFFIX_ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    /** How many characters a suffix has. */
    public static final int SUFFIX_LENGTH = 4;

    private static final int FNV_OFFSET = 0x811C9DC5;
    private static final int FNV_PRIME = 16_777_619;

    /** The names of what is made of a wish. */
    public static ClusterNames of(PostgresCluster wish, CrunchyOptions options) {
        return new ClusterNames(wish.name(), options.instanceSet(), options.operator());
    }

    /** An instance, which is also its StatefulSet. */
    public String instance(String set, String suffix) {
        return cluster + "-" + set + "-" + suffix;
    }

    /** The pod of an instance. */
    public String pod(String instance) {
        return instance + "-0";
    }

    /** The instance of the first set that restores a backup or takes over volumes. */
    public String startupInstance() {
        return instance(firstSet, safeHash(cluster + firstSet).substring(0, SUFFIX_LENGTH));
    }

    /** The claim of an instance's data volume. */
    public String dataClaim(String instance) {
        return instance + "-pgdata";
    }

    /** The claim of an instance's volume for the write-ahead log. */
    public String walClaim(String instance) {
        return instance + "-pgwal";
    }

    /** The claim of an instance's volume for a tablespace. */
    public String tablespaceClaim(String instance, String tablespace) {
        return instance + "-" + tablespace + "-tablespace";
    }

    /** The service that leads to the leader by Patroni's endpoints: what {@link #primaryService} resolves to. */
    public String leaderService() {
        return cluster + "-ha";
    }

    /** The service for clients that write; its name is in the server's certificate. */
    public String primaryService() {
        return cluster + "-primary";
    }

    /** The service for clients that only read; its name is in the server's certificate. */
    public String replicaService() {
        return cluster + "-replicas";
    }

    /** The headless service that gives pods their names. */
    public String podService() {
        return cluster + "-pods";
    }

    /** The pooler: its deployment, service, secret and config map. */
    public String pooler() {
        return cluster + "-pgbouncer";
    }

    /** The StatefulSet that keeps repositories on volumes. */
    public String repositoryHost() {
        return cluster + "-repo-host";
    }

    /** The claim of a repository on a volume. */
    public String repositoryClaim(String repository) {
        return cluster + "-" + repository;
    }

    /** The CronJob of a schedule; since 5.1 with the shorter name, though one that is there keeps its name. */
    public String backupCronJob(String repository, BackupType type) {
        String kind = switch (type) {
            case DIFFERENTIAL -> "diff";
            case INCREMENTAL -> "incr";
            default -> "full";
        };
        String middle = operator.isAtLeast(5, 1) ? "-" : "-pgbackrest-";
        return cluster + middle + repository + "-" + kind;
    }

    /** The secret with a user's password and addresses. */
    public String userSecret(String user) {
        return cluster + "-pguser-" + user;
    }

    /** The secret with the server's certificate, unless the wish has one of its own. */
    public String serverCertificate() {
        return cluster + "-cluster-cert";
    }

    /** The secret with the standbys' certificate, unless the wish has one of its own. */
    public String replicationCertificate() {
        return cluster + "-replication-cert";
    }

    /** The disruption budget of an instance set; since 5.1. */
    public String disruptionBudget(String set) {
        return cluster + "-set-" + set;
    }

    /** The service account of instance pods. */
    public String serviceAccount() {
        return cluster + "-instance";
    }

    /** FNV-1 of 32 bits in decimal, each digit turned into a letter that can stand in a name. */
    static String safeHash(String text) {
        int hash = FNV_OFFSET;
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            hash *= FNV_PRIME;
            hash ^= one & 0xFF;
        }
        StringBuilder name = new StringBuilder();
        Integer.toUnsignedString(hash)
                .chars()
                .forEach(c -> name.append(SUFFIX_ALPHABET.charAt(c % SUFFIX_ALPHABET.length())));
        return name.toString();
    }
}
