package io.pgspan.operators.crunchy.lint;

import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Severity;
import io.pgspan.operators.crunchy.release.PgoVersion;
import io.pgspan.operators.decode.Findings;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.List;
import java.util.Optional;

/** What only several objects together fall into: clusters that meet in a repository, and objects that belong to a cluster. */
final class SetLints {
    private static final String GROUP = Sight.PREFIX;
    private static final String CLUSTER = "PostgresCluster";

    private final ManifestSet set;
    private final Findings findings;
    private final List<Manifest> clusters;
    private final List<Sight> sights;

    SetLints(ManifestSet set, Findings findings, PgoVersion operator) {
        this.set = set;
        this.findings = findings;
        this.clusters = set.manifests().stream()
                .filter(m -> m.kind().equals(CLUSTER) && m.apiVersion().startsWith(GROUP))
                .toList();
        this.sights = clusters.stream().map(m -> new Sight(m.tree(), operator)).toList();
    }

    /** The clusters of the set, patches included. */
    List<Manifest> clusters() {
        return clusters;
    }

    void judge() {
        for (int later = 0; later < sights.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                shared(sights.get(earlier), sights.get(later), clusters.get(later));
            }
            clone(sights.get(later), clusters.get(later));
            belongings(sights.get(later));
        }
    }

    /** Two clusters with one repository: the second of two that are written to spoils it, a standby must meet its primary. */
    private void shared(Sight one, Sight other, Manifest manifest) {
        for (Spot repo : other.repos()) {
            for (Spot theirs : one.repos()) {
                boolean sameStore = Sight.isCloud(repo) && store(repo).equals(store(theirs));
                boolean samePath = path(one, theirs).equals(path(other, repo));
                if (sameStore && samePath && one.isStandby() == other.isStandby()) {
                    tell(
                            Severity.WARNING,
                            "shared-repository",
                            manifest,
                            repo,
                            "cluster " + one.name()
                                    + " has the same repository: their backups and WAL spoil each other",
                            "write a path of its own in global."
                                    + repo.at("name").text() + "-path");
                } else if (sameStore && !samePath && one.isStandby() != other.isStandby()) {
                    Sight standby = one.isStandby() ? one : other;
                    Spot followed = one.isStandby() ? theirs : repo;
                    if (standby.spec("standby", "repoName")
                            .is(followed.at("name").text())) {
                        tell(
                                Severity.WARNING,
                                "standby-other-path",
                                manifest,
                                repo,
                                "the standby follows the same store as the other cluster, but at another path: there may be "
                                        + "nothing to follow",
                                "write the same path in both clusters");
                    }
                }
            }
        }
    }

    private static String store(Spot repo) {
        return repo.at("s3").node().toString()
                + repo.at("gcs").node()
                + repo.at("azure").node();
    }

    private static String path(Sight cluster, Spot repo) {
        String name = repo.at("name").text();
        String path = cluster.global(name + "-path").text();
        return path.isEmpty() ? "/pgbackrest/" + name : path;
    }

    private void clone(Sight cluster, Manifest manifest) {
        Spot source = cluster.spec("dataSource", "postgresCluster");
        String namespace = source.at("clusterNamespace").text();
        Optional<Sight> known = sights.stream()
                .filter(other -> !source.at("clusterName").text().isEmpty()
                        && source.at("clusterName").is(other.name())
                        && other.namespace().equals(namespace.isEmpty() ? cluster.namespace() : namespace))
                .findFirst();
        if (known.isEmpty()) {
            return;
        }
        Sight other = known.get();
        if (other.repo(source.at("repoName").text()).isEmpty()) {
            tell(
                    Severity.WARNING,
                    "clone-repo",
                    manifest,
                    source.at("repoName"),
                    "the other cluster has no such repository: nothing is restored, and only an event says so",
                    "name one of its repositories");
        }
        if (!other.spec("postgresVersion")
                .word()
                .equals(cluster.spec("postgresVersion").word())) {
            tell(
                    Severity.WARNING,
                    "clone-major",
                    manifest,
                    cluster.spec("postgresVersion"),
                    "data can be restored only into the major version it has, "
                            + other.spec("postgresVersion").word(),
                    "clone with the same version, and upgrade then");
        }
    }

    private void belongings(Sight cluster) {
        for (Manifest manifest : set.manifests()) {
            Sight object = new Sight(manifest.tree(), cluster.release());
            if (manifest.kind().equals("Secret") && isIn(cluster, object)) {
                secret(cluster, object, manifest);
            } else if (manifest.kind().equals("ConfigMap")
                    && isIn(cluster, object)
                    && cluster.spec("databaseInitSQL", "name").is(object.name())) {
                initSql(cluster.spec("databaseInitSQL", "key").text(), object, manifest);
            }
        }
    }

    private static boolean isIn(Sight cluster, Sight object) {
        return object.namespace().isEmpty()
                || cluster.namespace().isEmpty()
                || object.namespace().equals(cluster.namespace());
    }

    private void secret(Sight cluster, Sight secret, Manifest manifest) {
        Spot texts = secret.root().at("stringData");
        Spot data = secret.root().at("data");
        boolean verifier = !texts.at("verifier").text().isEmpty()
                || !data.at("verifier").text().isEmpty();
        boolean password = !texts.at("password").text().isEmpty()
                || !data.at("password").text().isEmpty();
        if (secret.name().startsWith(cluster.name() + "-pguser-") && password && verifier) {
            tell(
                    Severity.WARNING,
                    "user-secret",
                    manifest,
                    texts.at("verifier").is() ? texts.at("verifier") : data.at("verifier"),
                    "PostgreSQL gets the verifier, and nobody compares it with the password: if they differ the password in "
                            + "the Secret lets nobody in",
                    "write an empty verifier, and the operator makes it of the password");
        }
        for (String use : List.of("customTLSSecret", "customReplicationTLSSecret")) {
            boolean whole = (texts.at("tls.crt").is() || data.at("tls.crt").is())
                    && (texts.at("tls.key").is() || data.at("tls.key").is())
                    && (texts.at("ca.crt").is() || data.at("ca.crt").is());
            if (cluster.spec(use, "name").is(secret.name())
                    && cluster.spec(use, "items").isNone()
                    && !whole
                    && (texts.is() || data.is())) {
                tell(
                        Severity.WARNING,
                        "tls-secret",
                        manifest,
                        secret.root().at("metadata", "name"),
                        "the cluster takes tls.crt, tls.key and ca.crt from it, and not all are there: no instance starts",
                        "add what is missing, or say under items what takes its place");
            }
        }
    }

    private void initSql(String key, Sight object, Manifest manifest) {
        Spot sql = object.root().at("data", key);
        if (sql.isNone()) {
            tell(
                    Severity.WARNING,
                    "init-sql-key",
                    manifest,
                    sql,
                    "the cluster's databaseInitSQL names this key: without it the operator reports an error again and again",
                    "add the key, or name another one");
        } else if (!sql.text().contains("ON_ERROR_STOP")) {
            tell(
                    Severity.WARNING,
                    "init-sql-unchecked",
                    manifest,
                    sql,
                    "a failing statement counts as success and the file is never run again",
                    "begin it with \\set ON_ERROR_STOP on");
        }
    }

    private void tell(Severity severity, String id, Manifest manifest, Spot at, String happens, String instead) {
        String value = at.word().contains("\n") ? "" : at.word();
        boolean secret = id.equals("user-secret");
        findings.addJudged(
                manifest,
                List.of(Lint.of(
                        severity,
                        Violation.of("crunchy." + id, at.path().toString(), secret ? "" : value, happens, instead))));
    }
}
