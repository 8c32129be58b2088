package io.pgspan.operators.kubedb;

import io.pgspan.model.replication.StandbyCluster;
import io.pgspan.operators.conduct.Aspect;
import io.pgspan.operators.conduct.Conduct;
import io.pgspan.operators.conduct.Habit;
import io.pgspan.operators.conduct.Receiving;
import io.pgspan.operators.conduct.Serving;
import io.pgspan.operators.feature.Support;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How KubeDB behaves where a wish says nothing, and how data leave it and come to it. */
final class KubeDbConduct {
    static final Conduct CONDUCT = new Conduct(KubeDbWords.GROUP, habits(), serving(), receiving());

    private KubeDbConduct() {}

    private static Map<Aspect, Habit> habits() {
        return Map.ofEntries(
                Map.entry(
                        Aspect.INSTANCE_NAMES,
                        new Habit(
                                "ordinals",
                                "pods {name}-0, {name}-1 … on volumes data-{name}-0 …, by ordinals that stay")),
                Map.entry(
                        Aspect.ELECTION,
                        new Habit(
                                "majority",
                                "members vote, an arbiter with them: a majority that reaches each other names the primary, "
                                        + "whether an API server answers or not")),
                Map.entry(
                        Aspect.SYNCHRONOUS_COMMIT,
                        new Habit(
                                "names",
                                "commits wait for standbys by their pods' names, and go on waiting while none is there")),
                Map.entry(
                        Aspect.DELETION,
                        new Habit(
                                "policy",
                                "deletionPolicy says whether volumes, and then secrets and backups, go along")),
                Map.entry(
                        Aspect.SERVICES,
                        new Habit(
                                "plain",
                                "{name} leads to the primary, {name}-standby to standbys, {name}-pods to each pod")),
                Map.entry(
                        Aspect.SECRETS,
                        new Habit(
                                "auth",
                                "{name}-auth, or the one named, holds username and password of the superuser alone")),
                Map.entry(
                        Aspect.FIRST_DATABASE,
                        new Habit("postgres", "there is the database postgres and the superuser, and nothing else")),
                Map.entry(
                        Aspect.CONNECTIONS,
                        new Habit(
                                "own",
                                "pg_hba.conf is KubeDB's alone, by clientAuthMode and sslMode; without tls nothing is encrypted")),
                Map.entry(
                        Aspect.PARAMETERS,
                        new Habit(
                                "kubedb",
                                "wal_level is replica, shared_buffers a quarter of the memory, wal_keep_size 2560 MB, "
                                        + "max_wal_senders 90, and pg_stat_statements is loaded")),
                Map.entry(
                        Aspect.BACKUPS,
                        new Habit(
                                "kubestash",
                                "KubeStash makes backups and a PostgresArchiver keeps the write-ahead log")),
                Map.entry(
                        Aspect.SEVERAL_CLUSTERS,
                        new Habit("one", "one cluster spans them: its members elect one primary for all of them")));
    }

    private static Serving serving() {
        return new Serving(
                Support.PARTLY,
                "let `kubectl dba remote-config postgres` make a role that may replicate, with its secrets "
                        + "{name}-remote-replica-auth and {name}-client-cert-remote: pg_hba.conf can't be changed by hand, and "
                        + "KubeDB documents this role for its own remote replicas only",
                "drop that role, and delete the two secrets and the AppBinding that came with it",
                "replica",
                false,
                "{name}.{namespace}.svc",
                "set spec.halted to true on Postgres {name}: pods go, volumes and secrets stay; deletionPolicy becomes Halt",
                "set spec.halted to false and deletionPolicy to what it was",
                "delete Postgres {name} with the deletionPolicy Delete, which takes its volumes along, or WipeOut, which takes "
                        + "secrets and backups as well",
                "kubestash");
    }

    private static Receiving receiving() {
        return new Receiving(
                Support.YES,
                Support.PARTLY,
                "",
                "remoteReplica.sourceRef names the AppBinding {name}-source; KubeDB documents it for its own databases, for "
                        + "another server the AppBinding is written by hand and is to be tried with a copy first",
                List.of(
                        "an AppBinding {name}-source in {namespace} that tells address, secret and version of the source",
                        "the superuser has the same name and password on both sides, in the secret that authSecret names",
                        "healthChecker.disableWriteCheck is true while it follows"),
                "take remoteReplica away and promote by hand: KubeDB promotes no remote replica by itself",
                (wish, source) -> wish.withDataSource(Optional.empty())
                        .withStandby(StandbyCluster.builder()
                                .source(new StandbyCluster.Reference(wish.namespace(), wish.name() + "-source"))
                                .build()),
                Set.of("kubestash"),
                true,
                "init.archiver, from a full backup and the archived log in the source's repositories",
                Support.NO,
                "KubeDB imports no dump of another server",
                "make the databases and roles, then load with pg_restore as the superuser of {name}-auth",
                (wish, source) -> wish);
    }
}
