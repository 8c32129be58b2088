package io.pgspan.operators.crunchy.lint;

import static io.pgspan.operators.crunchy.lint.CrunchyTrap.only;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.warning;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Options of pgBackRest that are copied as they stand: over what the operator writes, or to where nobody looks. */
final class GlobalLints {
    private static final Pattern OF_REPO = Pattern.compile("(repo\\d{1,3})-(.+)");
    private static final Pattern OPERATORS = Pattern.compile("spool-path|archive-async|pg\\d{1,3}-.+|tls-server-.+"
            + "|repo\\d{1,3}-(host|host-.+|type|s3-bucket|s3-endpoint|s3-region|gcs-bucket|azure-container)");

    private GlobalLints() {}

    static List<CrunchyTrap> all() {
        return only(
                o -> o.backrest().is(),
                warning(
                        "global-override",
                        o -> o.backrest("global").fields().stream()
                                .filter(option ->
                                        OPERATORS.matcher(option.name()).matches())
                                .toList(),
                        "the operator writes this option by itself, and what stands here takes its place",
                        "remove it, and say it in the fields of the repository"),
                warning(
                        "global-other-repo",
                        o -> o.backrest("global").fields().stream()
                                .filter(option -> isOfNoRepo(o, option.name()))
                                .toList(),
                        "the cluster has no such repository, but pgBackRest takes the option for one at its default path",
                        "remove it, or add the repository"),
                warning(
                        "retention-without-number",
                        o -> o.backrest("global").fields().stream()
                                .filter(option -> option.name().endsWith("-retention-full-type"))
                                .filter(option -> o.global(option.name()
                                                .substring(0, option.name().length() - "-type".length()))
                                        .isNone())
                                .toList(),
                        "it says only how full backups are counted, not how many are kept: none ever expires",
                        "write the number in the option without -type"),
                warning(
                        "no-retention",
                        o -> o.repos().stream()
                                .filter(repo -> ScheduleLints.hasSchedule(repo))
                                .map(repo -> o.global(repo.at("name").text() + "-retention-full"))
                                .filter(Spot::isNone)
                                .toList(),
                        "backups are made again and again and none ever expires: the repository grows until it is full",
                        "say how many full backups are kept, and with -type: time for how many days"));
    }

    private static boolean isOfNoRepo(Sight sight, String option) {
        Matcher m = OF_REPO.matcher(option);
        return m.matches() && sight.repo(m.group(1)).isEmpty();
    }
}
