package io.pgspan.operators.crunchy;

import io.pgspan.model.replication.Connection;
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

/** How PGO behaves where a wish says nothing, and how data leave it and come to it. */
final class CrunchyConduct {
    static final Conduct CONDUCT = new Conduct("crunchydata.com", habits(), serving(), receiving());

    private CrunchyConduct() {}

    private static Map<Aspect, Habit> habits() {
        return Map.ofEntries(
                Map.entry(
                        Aspect.INSTANCE_NAMES,
                        new Habit(
                                "made-up",
                                "pods {name}-<set>-<four letters>-0 on volumes {name}-<set>-<four letters>-pgdata: nobody can "
                                        + "foretell the letters, and the next instance has others")),
                Map.entry(
                        Aspect.ELECTION,
                        new Habit(
                                "patroni",
                                "Patroni keeps the leader's lock with the API server of its Kubernetes cluster: who can't renew "
                                        + "it there steps down, however many members reach each other")),
                Map.entry(
                        Aspect.SYNCHRONOUS_COMMIT,
                        new Habit(
                                "patroni",
                                "Patroni picks the standbys that confirm and promotes no other; they change while it runs")),
                Map.entry(
                        Aspect.DELETION,
                        new Habit(
                                "all",
                                "volumes go with the PostgresCluster, repositories on volumes too; object stores are left alone")),
                Map.entry(
                        Aspect.SERVICES,
                        new Habit(
                                "named",
                                "{name}-primary and {name}-ha lead to the primary, {name}-replicas to standbys, {name}-pods to "
                                        + "each pod")),
                Map.entry(
                        Aspect.SECRETS,
                        new Habit(
                                "pguser",
                                "{name}-pguser-<user> holds user, password, host, dbname and uri, one for each user; the "
                                        + "superuser has one only if the users name postgres")),
                Map.entry(
                        Aspect.FIRST_DATABASE,
                        new Habit("name", "a user and a database called {name}, unless users are listed")),
                Map.entry(
                        Aspect.CONNECTIONS,
                        new Habit(
                                "encrypted",
                                "passwords over TLS only; one rule of one's own and that last rule is gone, so that rules must let "
                                        + "the application in too")),
                Map.entry(
                        Aspect.PARAMETERS,
                        new Habit(
                                "crunchy",
                                "wal_level is logical, archive_timeout a minute, jit off, pgaudit is loaded; memory is not tuned")),
                Map.entry(
                        Aspect.BACKUPS,
                        new Habit("pgbackrest", "pgBackRest keeps backups and write-ahead log, under the stanza db")),
                Map.entry(
                        Aspect.SEVERAL_CLUSTERS,
                        new Habit(
                                "standbys",
                                "a PostgresCluster in each: one leads, the others follow asynchronously until people promote one")));
    }

    private static Serving serving() {
        return new Serving(
                Support.YES,
                "list a user with the options LOGIN REPLICATION, and let it in with a rule of pg_hba.conf for the database "
                        + "replication; add a rule for everybody else, because the first rule of one's own removes the usual last one",
                "take the rules and the user out of the manifest, and drop the role",
                "logical",
                true,
                "{name}-primary.{namespace}.svc",
                "set spec.shutdown to true on PostgresCluster {name}: every instance stops, volumes stay",
                "set spec.shutdown to false",
                "delete PostgresCluster {name}: its volumes go along, and every repository on a volume",
                "pgbackrest");
    }

    private static Receiving receiving() {
        return new Receiving(
                Support.YES,
                Support.PARTLY,
                "_crunchyrepl",
                "standby.host and port; it logs in as _crunchyrepl with a certificate, never with a password",
                List.of(
                        "the source has a role _crunchyrepl that may replicate and lets it in with the method cert",
                        "customReplicationTLSSecret holds a certificate for _crunchyrepl that the source trusts, and the authority "
                                + "in customTLSSecret signed the source's own certificate"),
                "set standby.enabled to false on PostgresCluster {name}",
                (wish, source) -> wish.withDataSource(Optional.empty())
                        .withStandby(StandbyCluster.builder().stream(Connection.builder()
                                        .host(source.host())
                                        .port(source.port())
                                        .build())
                                .build()),
                Set.of("pgbackrest"),
                false,
                "dataSource.pgbackrest, from the source's repository in an object store",
                Support.NO,
                "PGO imports no dump of another server",
                "make roles and databases by listing users, then load with pg_restore as the superuser",
                (wish, source) -> wish);
    }
}
