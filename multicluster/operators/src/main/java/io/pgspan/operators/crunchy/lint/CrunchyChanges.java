package io.pgspan.operators.crunchy.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Severity;
import io.pgspan.operators.crunchy.release.PgoVersion;
import io.pgspan.operators.manifest.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a change of a cluster's object destroys, or does not do. The object alone can't tell: a number that is lowered deletes volumes, a field
 * that is taken out deletes backups, and some fields are looked at once only. Pure; both objects are the whole ones, before and after.
 */
public final class CrunchyChanges {
    private final Sight before;
    private final Sight after;
    private final Manifest manifest;
    private final List<Lint> found = new ArrayList<>();

    private CrunchyChanges(Manifest before, Manifest after, PgoVersion operator) {
        this.before = new Sight(before.tree(), operator);
        this.after = new Sight(after.tree(), operator);
        this.manifest = after;
    }

    /**
     * Everything to know about a change, at its place in the later text.
     *
     * @return by place; empty when nothing is lost and everything is carried out
     */
    public static List<Lint> of(Manifest before, Manifest after, PgoVersion operator) {
        CrunchyChanges changes = new CrunchyChanges(before, after, operator);
        changes.look();
        return changes.found.stream().sorted(Lint.BY_PLACE).toList();
    }

    /** What is the same on both sides is not looked into: most changes are of one part. */
    private void look() {
        boolean backups = isOther("backups");
        boolean instances = isOther("instances");
        if (instances) {
            instances();
        }
        if (backups) {
            backups();
        }
        if (backups || isOther("dataSource") || isOther("databaseInitSQL") || isOther("patroni")) {
            once();
        }
        if (isOther("users") || !before.name().equals(after.name())) {
            users();
        }
        if (instances || backups) {
            claims();
        }
        if (isOther("postgresVersion") || isOther("proxy") || isOther("standby")) {
            rest();
        }
    }

    private boolean isOther(String part) {
        JsonNode old = before.root().node().path("spec").path(part);
        return !old.equals(after.root().node().path("spec").path(part));
    }

    private void instances() {
        Map<String, Spot> sets = new HashMap<>();
        after.sets().forEach(set -> sets.putIfAbsent(Sight.setName(set), set));
        for (Spot old : before.sets()) {
            String name = Sight.setName(old);
            Spot now = sets.get(name);
            if (now == null) {
                warn(
                        "set-removed",
                        after.spec("instances"),
                        name,
                        "the instances of the set are deleted at once with their volumes, the primary among them if it"
                                + " is there",
                        "add the new set first, wait until its instances run, switch over, and take this one out then");
            } else if (Sight.replicas(now) < Sight.replicas(old)) {
                warn(
                        "replicas-lowered",
                        now.at("replicas"),
                        now.at("replicas").word(),
                        (Sight.replicas(old) - Sight.replicas(now))
                                + " instances of the set are deleted at once with their volumes; the operator chooses"
                                + " which, but not the primary",
                        "back up before; write shutdown: true to stop instances and keep their volumes");
            }
        }
    }

    private void backups() {
        if (before.spec("backups").is() && after.spec("backups").isNone()) {
            boolean authorized = after.annotation("authorizeBackupRemoval").is("true");
            warn(
                    "backups-removed",
                    after.spec("backups"),
                    "",
                    authorized
                            ? "the volumes of all repositories are deleted at once; what is in object stores stays"
                            : "where there is a repository on a volume nothing at all of the cluster is carried out"
                                    + " any more until it is authorized",
                    "keep a repository, or annotate the cluster with authorizeBackupRemoval: \"true\"");
            return;
        }
        Set<String> names =
                after.repos().stream().map(repo -> repo.at("name").text()).collect(Collectors.toSet());
        for (Spot old : before.repos()) {
            if (!names.contains(old.at("name").text())) {
                warn(
                        "repo-removed",
                        after.backrest("repos"),
                        old.at("name").text(),
                        Sight.isVolume(old)
                                ? "the repository's volume is deleted with all backups on it"
                                : "nothing is archived there any more; what is there stays",
                        "wait until another repository has a full backup");
            }
        }
        String first = firstRepo(before);
        if (!first.isEmpty() && !firstRepo(after).equals(first)) {
            note(
                    "first-repo-changed",
                    after.backrest("repos"),
                    firstRepo(after),
                    "replicas are made of the first repository's backups: a new one is taken there at once",
                    "keep the order");
        }
    }

    private static String firstRepo(Sight sight) {
        return sight.repos().isEmpty() ? "" : sight.repos().get(0).at("name").text();
    }

    /** Fields that are looked at once, or only with an annotation. */
    private void once() {
        if (after.spec("dataSource").is() && differs(before.spec("dataSource"), after.spec("dataSource"))) {
            warn(
                    "data-source-changed",
                    after.spec("dataSource"),
                    "",
                    "the cluster has its data: nothing is restored any more",
                    "make another cluster, or use backups.pgbackrest.restore");
        }
        if (before.spec("databaseInitSQL").is()
                && after.spec("databaseInitSQL").is()
                && differs(before.spec("databaseInitSQL"), after.spec("databaseInitSQL"))) {
            warn(
                    "init-sql-changed",
                    after.spec("databaseInitSQL"),
                    "",
                    "the other file is not run: the operator has run one",
                    "take the field out, wait, and put it in again");
        }
        trigger("restore", "pgbackrest-restore", before.backrest("restore"), after.backrest("restore"));
        trigger("manual", "pgbackrest-backup", before.backrest("manual"), after.backrest("manual"));
        trigger(
                "switchover",
                "trigger-switchover",
                before.spec("patroni", "switchover"),
                after.spec("patroni", "switchover"));
    }

    /** A section that an annotation sets going: the operator compares its value with the one it has acted on. */
    private void trigger(String what, String annotation, Spot old, Spot now) {
        boolean said = now.is() && !now.at("enabled").isFalse() && differs(old, now);
        if (!said || differs(before.annotation(annotation), after.annotation(annotation))) {
            return;
        }
        boolean unspent = after.annotation(annotation).is()
                && (old.isNone() || old.at("enabled").isFalse());
        if (unspent) {
            warn(
                    what + "-by-old-annotation",
                    now,
                    "",
                    "the annotation " + annotation
                            + " is there already; unless its value has been acted on once, it is acted on now",
                    "take the annotation away first");
        } else {
            note(
                    what + "-without-annotation",
                    now,
                    "",
                    "nothing happens until the annotation " + annotation + " gets a value it has not had",
                    "annotate the cluster");
        }
    }

    private void users() {
        Set<String> names = names(after);
        for (String old : names(before)) {
            if (!names.contains(old)) {
                warn(
                        "user-removed",
                        after.spec("users"),
                        old,
                        "the user's Secret is deleted, and applications that mount it don't start; the role, its"
                                + " databases and its rights stay in PostgreSQL",
                        "drop the role by hand if it is to be gone");
            }
        }
    }

    private static Set<String> names(Sight sight) {
        return sight.spec("users").isNone()
                ? Set.of(sight.name())
                : sight.spec("users").items().stream()
                        .map(user -> user.at("name").text())
                        .collect(Collectors.toSet());
    }

    private void claims() {
        Map<String, Spot> old = new HashMap<>();
        before.sets().forEach(set -> old.put(Sight.setName(set), set));
        for (Spot set : after.sets()) {
            Spot was = old.get(Sight.setName(set));
            for (String claim : List.of("dataVolumeClaimSpec", "walVolumeClaimSpec")) {
                if (was != null) {
                    shrunk(was.at(claim), set.at(claim));
                }
            }
        }
        for (Spot repo : after.repos()) {
            before.repo(repo.at("name").text())
                    .ifPresent(
                            was -> shrunk(was.at("volume", "volumeClaimSpec"), repo.at("volume", "volumeClaimSpec")));
        }
    }

    private void shrunk(Spot was, Spot now) {
        if (!differs(was, now)) {
            return;
        }
        Optional<Quantity> from = VolumeLints.quantity(was.at("resources", "requests", "storage"));
        Optional<Quantity> to = VolumeLints.quantity(now.at("resources", "requests", "storage"));
        if (from.isPresent() && to.isPresent() && to.get().compareTo(from.get()) < 0) {
            warn(
                    "volume-shrunk",
                    now.at("resources", "requests", "storage"),
                    to.get().toString(),
                    "no volume gets smaller: the API server refuses it, and the volume stays as it is",
                    "make another set of the size wanted, and take this one out when it runs");
        }
        if (was.at("storageClassName").is() && differs(was.at("storageClassName"), now.at("storageClassName"))) {
            warn(
                    "storage-class-changed",
                    now.at("storageClassName"),
                    now.at("storageClassName").word(),
                    "a claim keeps its class: the API server refuses the change",
                    "make another set with the class wanted, and take this one out when it runs");
        }
    }

    private void rest() {
        if (before.spec("postgresVersion").is()
                && differs(before.spec("postgresVersion"), after.spec("postgresVersion"))
                && !upgraded()) {
            warn(
                    "version-changed",
                    after.spec("postgresVersion"),
                    after.spec("postgresVersion").word(),
                    "the data keeps its version and no instance starts",
                    "upgrade the data with a PGUpgrade first");
        }
        if (before.pooler().is() && after.pooler().isNone()) {
            note(
                    "pooler-removed",
                    after.spec("proxy"),
                    "",
                    "the pooler's Secret goes with it: put back it has another password and certificate",
                    "write replicas: 0 to stop it for a while");
        }
        if (before.isStandby() && !after.isStandby()) {
            warn(
                    "promotion",
                    after.spec("standby"),
                    "",
                    "the cluster is promoted at once; while the other one runs there are two primaries",
                    "shut the primary cluster down first");
        }
        if (!before.isStandby() && after.isStandby()) {
            warn(
                    "demotion",
                    after.spec("standby"),
                    "",
                    "the cluster stops taking writes, and what the other one doesn't have is lost",
                    "make a new standby rather than turning a primary into one");
        }
    }

    private boolean upgraded() {
        String data = before.root().at("status", "postgresVersion").word();
        return !data.isEmpty() && data.equals(after.spec("postgresVersion").word());
    }

    private static boolean differs(Spot one, Spot other) {
        return one.is() != other.is() || (one.is() && !one.node().equals(other.node()));
    }

    private void warn(String id, Spot at, String value, String happens, String instead) {
        tell(Severity.WARNING, id, at, value, happens, instead);
    }

    private void note(String id, Spot at, String value, String happens, String instead) {
        tell(Severity.INFO, id, at, value, happens, instead);
    }

    private void tell(Severity severity, String id, Spot at, String value, String happens, String instead) {
        found.add(Lint.of(severity, manifest.violation("crunchy.change." + id, at.path(), value, happens, instead)));
    }
}
