package io.pgspan.operators.crunchy.lint;

import static io.pgspan.operators.crunchy.lint.CrunchyTrap.info;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.only;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.refused;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.warning;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.when;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Repositories: what they are, where they lie and what they die with. */
final class RepoLints {
    private static final Pattern ACCEPTED = Pattern.compile("repo[1-4].*", Pattern.DOTALL);
    private static final Pattern WORKING = Pattern.compile("repo[1-4]");
    private static final List<String> STORES = List.of("volume", "s3", "gcs", "azure");

    private RepoLints() {}

    static List<CrunchyTrap> none() {
        return List.of(
                refused(
                                "backups-required",
                                o -> when(o.spec("backups").isNone(), o.spec("backups")),
                                "before operator 5.7 there is no cluster without backups",
                                "name a repository in backups.pgbackrest.repos")
                        .before("5.7"),
                warning(
                                "no-backups",
                                o -> when(o.spec("backups").isNone() && !o.isStandby(), o.spec("backups")),
                                "no WAL is archived and nothing backed up: there is no way back to an earlier moment, and a new "
                                        + "replica copies the primary",
                                "name a repository in backups.pgbackrest.repos")
                        .since("5.7"));
    }

    static List<CrunchyTrap> all() {
        return only(
                o -> o.backrest().is(),
                refused(
                        "repos-empty",
                        o -> when(o.backrest().is() && o.repos().isEmpty(), o.backrest("repos")),
                        "pgBackRest needs a repository",
                        "name one; where there should be no backups, leave out spec.backups"),
                refused(
                        "repo-name",
                        o -> o.repos().stream()
                                .map(repo -> repo.at("name"))
                                .filter(name -> name.is()
                                        && !ACCEPTED.matcher(name.text()).matches())
                                .toList(),
                        "repositories are called repo1 to repo4",
                        "use one of these names"),
                warning(
                        "repo-name-suffix",
                        o -> o.repos().stream()
                                .map(repo -> repo.at("name"))
                                .filter(name -> ACCEPTED.matcher(name.text()).matches()
                                        && !WORKING.matcher(name.text()).matches())
                                .toList(),
                        "the schema looks only at the name's beginning, but pgBackRest knows no such repository",
                        "use repo1 to repo4"),
                refused("repo-twice", RepoLints::twice, "two repositories have the same name", "name each differently"),
                warning(
                        "repo-empty",
                        o -> o.repos().stream()
                                .filter(repo -> stores(repo) == 0)
                                .toList(),
                        "it says nowhere where the repository lies; the schema doesn't mind, the operator can't use it",
                        "write one of volume, s3, gcs and azure"),
                warning(
                        "repo-several",
                        o -> o.repos().stream().filter(repo -> stores(repo) > 1).toList(),
                        "a repository lies in one place; the schema doesn't mind, but only one of these is used",
                        "keep one, and make a repository of its own of each other"),
                warning(
                        "volume-repos-die",
                        o -> when(dieWithCluster(o), o.backrest("repos")),
                        "all backups lie on volumes that belong to the cluster: whoever deletes it deletes data and backups at "
                                + "once",
                        "add a repository in an object store, or set the volumes' reclaim policy to Retain"),
                info(
                        "volume-repo-removal",
                        o -> o.repos().stream()
                                .filter(repo ->
                                        Sight.isVolume(repo) && o.repos().size() > 1)
                                .map(repo -> repo.at("volume"))
                                .toList(),
                        "taking the repository out of the list deletes its volume with all backups",
                        "keep it until another repository has a full backup"),
                info(
                        "first-repo",
                        o -> when(
                                o.repos().size() > 1
                                        && !o.repos().get(0).at("name").is("repo1"),
                                o.backrest("repos")),
                        "the first of the list takes the backup that replicas are made of, whatever it is called",
                        "put the fastest one first, and don't reorder: that starts a new backup"),
                warning(
                        "cloud-path",
                        o -> o.repos().stream()
                                .filter(repo -> Sight.isCloud(repo) && !o.isStandby())
                                .filter(repo -> o.global(repo.at("name").text() + "-path")
                                        .isNone())
                                .map(repo -> o.global(repo.at("name").text() + "-path"))
                                .toList(),
                        "every cluster has the same path in its bucket by default: two clusters that share the bucket write into "
                                + "one repository and spoil it",
                        "write a path with namespace and cluster, for example /pgbackrest/demo/hippo/repo1"),
                warning(
                        "cloud-keys",
                        RepoLints::keyless,
                        "the operator makes no keys: nothing says how the store is opened",
                        "name a Secret in configuration, or write the option for keyless access and the annotation of the "
                                + "service account in metadata.annotations"),
                warning(
                        "volume-path",
                        o -> o.repos().stream()
                                .filter(Sight::isVolume)
                                .map(repo -> o.global(repo.at("name").text() + "-path"))
                                .filter(path -> path.is()
                                        && !path.text()
                                                .startsWith("/pgbackrest/"
                                                        + path.name()
                                                                .substring(
                                                                        0,
                                                                        path.name()
                                                                                .indexOf('-'))))
                                .toList(),
                        "the volume is mounted elsewhere: backups would go to the pod's own disk",
                        "leave the path out"),
                warning(
                        "repo-host-unused",
                        o -> when(
                                o.backrest("repoHost").is()
                                        && !o.repos().isEmpty()
                                        && o.repos().stream().noneMatch(Sight::isVolume),
                                o.backrest("repoHost")),
                        "there is no repository host without a volume: this is ignored",
                        "write what backup jobs need in backups.pgbackrest.jobs"),
                warning(
                                "repo-host-ssh",
                                o -> Stream.of(
                                                o.backrest("repoHost", "sshConfigMap"),
                                                o.backrest("repoHost", "sshSecret"))
                                        .filter(Spot::is)
                                        .toList(),
                                "the repository host speaks TLS since operator 5.1: this is ignored",
                                "remove it")
                        .since("5.1"),
                refused(
                                "jobs-ttl",
                                o -> when(
                                        o.backrest("jobs", "ttlSecondsAfterFinished")
                                                .isBelow(60),
                                        o.backrest("jobs", "ttlSecondsAfterFinished")),
                                "a finished job is kept for at least 60 seconds",
                                "write 60 or more")
                        .since("5.3"),
                warning(
                        "backup-standby-alone",
                        o -> when(o.global("backup-standby").is("y") && o.replicas() == 1, o.global("backup-standby")),
                        "there is no standby to back up from: every backup fails",
                        "write replicas: 2 or more, or prefer"));
    }

    /** Whether there are backups, and all of them go with the cluster; who is told so need not be told that its data go too. */
    static boolean dieWithCluster(Sight sight) {
        return !sight.repos().isEmpty() && sight.repos().stream().allMatch(Sight::isVolume);
    }

    private static long stores(Spot repo) {
        return STORES.stream().filter(store -> repo.at(store).is()).count();
    }

    private static List<Spot> twice(Sight sight) {
        Set<String> names = new HashSet<>();
        return sight.repos().stream()
                .map(repo -> repo.at("name"))
                .filter(name -> name.is() && !names.add(name.text()))
                .toList();
    }

    /** Where neither files nor an identity of the pods could open a store. */
    private static List<Spot> keyless(Sight sight) {
        boolean files = !sight.backrest("configuration").items().isEmpty();
        boolean identity = !sight.spec("metadata", "annotations").node().isEmpty()
                || !sight.backrest("metadata", "annotations").node().isEmpty();
        boolean option = sight.backrest("global").fields().stream()
                .anyMatch(field -> field.name().contains("-key"));
        return files || identity || option
                ? List.of()
                : sight.repos().stream().filter(Sight::isCloud).toList();
    }
}
