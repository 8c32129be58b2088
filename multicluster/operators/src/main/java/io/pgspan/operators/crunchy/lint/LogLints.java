package io.pgspan.operators.crunchy.lint;

import static io.pgspan.operators.crunchy.lint.CrunchyTrap.only;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.refused;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.warning;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.when;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where logs go: what v1 refuses, v1beta1 takes and the operator then puts elsewhere. */
final class LogLints {
    private static final Pattern TAKEN =
            Pattern.compile("log|/volumes.*|/(pgdata|pgtmp|pgwal|volumes)/logs/postgres(/.*)?", Pattern.DOTALL);

    private static final Pattern OF_DATA =
            Pattern.compile("/(pgdata|pgtmp|pgwal)/+(pg\\d+|pg\\d+_wal|pgsql_tmp)(/.*)?");

    private LogLints() {}

    static List<CrunchyTrap> directory() {
        return List.of(warning(
                        "log-directory",
                        o -> o.parameters("log_directory").stream()
                                .filter(d -> isMoved(d.text()))
                                .filter(d -> !o.isV1() || isDynamic(o, d))
                                .toList(),
                        "the operator doesn't write there: the log goes elsewhere, and only an event says so",
                        "write log, or a directory in /pgdata/logs/postgres")
                .since("6.0"));
    }

    static List<CrunchyTrap> checked() {
        return only(
                o -> o.spec("config").is(),
                refused(
                                "v1-log-directory",
                                o -> v1(o, directory(o)).stream()
                                        .filter(d -> !TAKEN.matcher(d.text()).matches())
                                        .toList(),
                                "v1 takes log, a directory in /pgdata/logs/postgres, /pgtmp/logs/postgres or "
                                        + "/pgwal/logs/postgres, or one below /volumes",
                                "write one of these")
                        .since("6.0"),
                refused(
                                "v1-log-directory-volume",
                                o -> v1(o, directory(o)).stream()
                                        .filter(d -> !hasVolume(o, d.text()))
                                        .toList(),
                                "not every set has the volume that this directory lies on",
                                "add the volume to every set, or write /pgdata/logs/postgres")
                        .since("6.0"));
    }

    static List<CrunchyTrap> backups() {
        return only(
                o -> o.backrest().is(),
                refused(
                                "v1-backup-log-path",
                                o -> v1(o, Stream.of(o.backrest("log", "path"))).stream()
                                        .filter(path ->
                                                !path.text().startsWith("/volumes/") || !everySetHas(o, path.text()))
                                        .toList(),
                                "v1 takes only a path on an additional volume that every set has",
                                "add the volume to every set and write /volumes/<its name>/...")
                        .since("6.0"),
                refused(
                                "v1-job-log-path",
                                o -> v1(o, Stream.of(o.backrest("jobs"), o.backrest("repoHost"))).stream()
                                        .filter(of -> of.at("log", "path").is()
                                                && !isOn(
                                                        of.at("volumes", "additional"),
                                                        of.at("log", "path").text()))
                                        .map(of -> of.at("log", "path"))
                                        .toList(),
                                "v1 takes only a path on an additional volume of these very pods",
                                "add the volume beside it and write /volumes/<its name>/...")
                        .since("6.0"),
                refused(
                                "v1-global-log-path",
                                o -> v1(o, Stream.of(o.global("log-path"))),
                                "v1 refuses the option",
                                "write it in log.path, repoHost.log.path or jobs.log.path")
                        .since("6.0"));
    }

    static List<CrunchyTrap> pooler() {
        return only(
                o -> o.pooler().is(),
                refused(
                                "v1-pooler-log",
                                o -> v1(o, Stream.of(o.pooler("config", "global", "logfile"))).stream()
                                        .filter(file -> !file.text().startsWith("/tmp/logs/pgbouncer/")
                                                && !isOn(o.pooler("volumes", "additional"), file.text()))
                                        .toList(),
                                "v1 takes only a file in /tmp/logs/pgbouncer/ or on an additional volume of the pooler",
                                "write for example /tmp/logs/pgbouncer/pgbouncer.log")
                        .since("6.0"),
                refused(
                                "pooler-log-name",
                                o -> when(
                                        o.pooler("config", "global", "logfile").is()
                                                && !o.pooler("config", "global", "logfile")
                                                        .text()
                                                        .endsWith(".log"),
                                        o.pooler("config", "global", "logfile")),
                                "the file's name must end in .log",
                                "add .log")
                        .since("6.0"));
    }

    private static List<Spot> v1(Sight sight, Stream<Spot> spots) {
        return sight.isV1() ? spots.filter(Spot::is).toList() : List.of();
    }

    private static Stream<Spot> directory(Sight sight) {
        return Stream.of(sight.spec("config", "parameters", "log_directory")).filter(Spot::is);
    }

    private static boolean hasVolume(Sight sight, String directory) {
        if (directory.startsWith("/pgtmp/logs/postgres")) {
            return sight.sets().stream()
                    .allMatch(set -> set.at("volumes", "temp").is());
        }
        if (directory.startsWith("/pgwal/logs/postgres")) {
            return sight.sets().stream()
                    .allMatch(set -> set.at("walVolumeClaimSpec").is());
        }
        return !directory.startsWith("/volumes") || everySetHas(sight, directory);
    }

    private static boolean everySetHas(Sight sight, String path) {
        return sight.sets().stream().allMatch(set -> isOn(set.at("volumes", "additional"), path));
    }

    private static boolean isOn(Spot volumes, String path) {
        return volumes.items().stream()
                .anyMatch(volume ->
                        path.startsWith("/volumes/" + volume.at("name").text()));
    }

    private static boolean isDynamic(Sight sight, Spot directory) {
        return sight.dynamic("postgresql", "parameters").path().covers(directory.path());
    }

    private static boolean isMoved(String directory) {
        if (directory.equals("log")) {
            return false;
        }
        return !directory.startsWith("/")
                || directory.equals("/")
                || OF_DATA.matcher(directory).matches();
    }
}
