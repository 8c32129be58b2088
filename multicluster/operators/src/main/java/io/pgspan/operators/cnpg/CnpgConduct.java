package io.pgspan.operators.cnpg;

import io.pgspan.model.backup.LogicalImport;
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

/** How CloudNativePG behaves where a wish says nothing, and how data leave it and come to it. */
final class CnpgConduct {
    static final Conduct CONDUCT = new Conduct("cnpg.io", habits(), serving(), receiving());

    private static final String EVERYTHING = "*";

    private CnpgConduct() {}

    private static Map<Aspect, Habit> habits() {
        return Map.ofEntries(
                Map.entry(
                        Aspect.INSTANCE_NAMES,
                        new Habit(
                                "serials",
                                "pods and volumes are called {name}-1, {name}-2 …, by serials from 1; any of them may lead")),
                Map.entry(
                        Aspect.ELECTION,
                        new Habit(
                                "operator",
                                "the operator names the primary and the primary holds a lease, both in the API server of its "
                                        + "Kubernetes cluster: without that server nobody is promoted, however many instances "
                                        + "reach each other")),
                Map.entry(
                        Aspect.SYNCHRONOUS_COMMIT,
                        new Habit(
                                "operator",
                                "the operator lists the instances that may confirm; after a failure it promotes the one that is "
                                        + "furthest, and asks whether a confirmed commit could be missing only with failoverQuorum")),
                Map.entry(
                        Aspect.DELETION,
                        new Habit(
                                "volumes",
                                "volumes go with the Cluster unless their storage class retains them; object stores are left alone")),
                Map.entry(
                        Aspect.SERVICES,
                        new Habit(
                                "rw",
                                "{name}-rw leads to the primary, {name}-ro to standbys, {name}-r to any instance")),
                Map.entry(
                        Aspect.SECRETS,
                        new Habit(
                                "app",
                                "{name}-app holds user and password of the application's owner; {name}-superuser is there only "
                                        + "with enableSuperuserAccess")),
                Map.entry(
                        Aspect.FIRST_DATABASE,
                        new Habit("app", "a database app that a role app owns, unless bootstrap says otherwise")),
                Map.entry(
                        Aspect.CONNECTIONS,
                        new Habit(
                                "password",
                                "the last rule of pg_hba.conf lets every password in, encrypted or not; rules of one's own come "
                                        + "before it")),
                Map.entry(
                        Aspect.PARAMETERS,
                        new Habit(
                                "cnpg",
                                "wal_level is logical, archive_timeout five minutes, wal_keep_size 512 MB; memory is not tuned")),
                Map.entry(
                        Aspect.BACKUPS,
                        new Habit("barman", "Barman Cloud keeps backups and write-ahead log in one object store")),
                Map.entry(
                        Aspect.SEVERAL_CLUSTERS,
                        new Habit(
                                "topology",
                                "a Cluster in each: one leads, the others are replica clusters that follow asynchronously until "
                                        + "people hand over")));
    }

    private static Serving serving() {
        return new Serving(
                Support.YES,
                "list a role with login and replication under managed.roles, and let it in with a rule of postgresql.pg_hba for "
                        + "the database replication",
                "take the rule out of the manifest and list the role with ensure: absent",
                "logical",
                true,
                "{name}-rw.{namespace}.svc",
                "annotate Cluster {name} with cnpg.io/fencedInstances: '[\"*\"]': every server is shut down and no pod is "
                        + "promoted, volumes stay",
                "remove the annotation cnpg.io/fencedInstances",
                "delete Cluster {name}: its volumes go along unless the storage class retains them",
                "barman");
    }

    private static Receiving receiving() {
        return new Receiving(
                Support.YES,
                Support.YES,
                "",
                "bootstrap.pg_basebackup and replica.enabled, from an external cluster that describes the connection",
                List.of("the secret with the role's password stands in {namespace}"),
                "set replica.enabled to false on Cluster {name}",
                (wish, source) -> wish.withDataSource(Optional.empty())
                        .withInitScripts(List.of())
                        .withStandby(StandbyCluster.builder().stream(source).build()),
                Set.of("barman"),
                true,
                "bootstrap.recovery, from the source's object store and under the source's name there",
                Support.YES,
                "bootstrap.initdb.import takes every database and role of the running source",
                "list the roles under managed.roles and the databases as objects Database, then load with pg_restore as their owners",
                (wish, source) -> wish.withStandby(Optional.empty())
                        .withInitScripts(List.of())
                        .withDataSource(LogicalImport.builder()
                                .source(source)
                                .kind(LogicalImport.Kind.WHOLE_SERVER)
                                .addDatabase(EVERYTHING)
                                .addRole(EVERYTHING)
                                .build()));
    }
}
