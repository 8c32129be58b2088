package io.pgspan.operators.cnpg.lint;

import static io.pgspan.operators.cnpg.lint.CnpgTrap.info;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.refused;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warning;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warningBeside;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.access.HbaName;
import io.pgspan.model.access.HbaRule;
import io.pgspan.operators.lint.Look;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who may connect to a {@code Cluster}: its own lines stand between the operator's and the last one, which lets in everybody by password. */
final class HbaLints {
    private static final String LINES = "spec.postgresql.pg_hba";
    private static final String LDAP = "spec.postgresql.ldap";
    private static final Pattern SELECTOR = Pattern.compile("\\$\\{([a-zA-Z]*):?([^}]*)}");
    private static final Set<String> ANYWHERE = Set.of("all", "0.0.0.0/0");

    private HbaLints() {}

    static List<CnpgTrap> all() {
        return List.of(
                warningBeside(
                        "tls-not-enforced",
                        LINES,
                        (o, around) -> around.hba(o).any(rule -> rule.connection() == HbaRule.Connection.HOSTSSL)
                                && !around.hba(o).any(HbaLints::refusesPlain),
                        "lines ask for TLS, yet connections without it are accepted: the operator's last line lets in "
                                + "everybody by password, encrypted or not",
                        "add the line: hostnossl all all all reject"),
                warning(
                        "hba-catch-all",
                        LINES,
                        rules(rule -> isCatchAll(rule) && !rule.method().equals("reject")),
                        "it decides about every client: the operator's last line, scram-sha-256, is never reached, "
                                + "nor are lines "
                                + "after it",
                        "narrow it to a database, a user or an address range, or remove it"),
                warning(
                        "hba-shuts-out",
                        LINES,
                        rules(rule -> isCatchAll(rule) && rule.method().equals("reject")),
                        "no client that is not named before it can connect: the line that lets in everybody by "
                                + "password comes "
                                + "after it",
                        "make sure that lines before it let in the applications, metrics and poolers"),
                warning(
                        "hba-no-password",
                        LINES,
                        rules(rule ->
                                rule.method().equals("trust") || rule.method().equals("password")),
                        "a client is believed without proof, or sends its password readable",
                        "write scram-sha-256"),
                info(
                        "hba-md5",
                        LINES,
                        rules(rule -> rule.method().equals("md5")),
                        "passwords kept as SCRAM are still asked for by SCRAM, but those kept as md5 are accepted too",
                        "write scram-sha-256"),
                warning(
                        "hba-selector",
                        LINES,
                        HbaLints::brokenSelectors,
                        "such a line is turned into a comment: it needs the name of one of podSelectorRefs, once",
                        "name the selector in podSelectorRefs, and write one line for each"),
                refused(
                        "ldap-server",
                        LDAP + ".server",
                        o -> ClusterSpec.has(o, "postgresql", "ldap")
                                && Look.text(o, "spec", "postgresql", "ldap", "server")
                                        .isEmpty(),
                        "the server is missing",
                        "name it"),
                refused(
                        "ldap-bind",
                        LDAP,
                        o -> ClusterSpec.has(o, "postgresql", "ldap")
                                && ClusterSpec.has(o, "postgresql", "ldap", "bindAsAuth")
                                        == ClusterSpec.has(o, "postgresql", "ldap", "bindSearchAuth"),
                        "a user is looked up in exactly one way",
                        "keep one of bindAsAuth and bindSearchAuth"));
    }

    private static Places rules(Predicate<HbaRule> fires) {
        return (object, around) -> around.hba(object).where(fires);
    }

    private static boolean isCatchAll(HbaRule rule) {
        return rule.connection() == HbaRule.Connection.HOST
                && isAll(rule.databases())
                && isAll(rule.users())
                && rule.address().filter(ANYWHERE::contains).isPresent();
    }

    private static boolean isAll(List<HbaName> names) {
        return names.contains(HbaName.ALL);
    }

    /** Whether a rule turns away whoever comes without TLS. */
    private static boolean refusesPlain(HbaRule rule) {
        return rule.method().equals("reject")
                && rule.connection() != HbaRule.Connection.HOSTSSL
                && isAll(rule.databases())
                && isAll(rule.users())
                && rule.address().filter(ANYWHERE::contains).isPresent();
    }

    private static List<TreePath> brokenSelectors(JsonNode cluster, Surroundings around) {
        JsonNode known = ClusterSpec.at(cluster, "podSelectorRefs");
        List<TreePath> places = new ArrayList<>();
        JsonNode lines = HbaLines.AT.list(cluster);
        for (int i = 0; i < lines.size(); i++) {
            Matcher m = SELECTOR.matcher(lines.get(i).asText(""));
            int found = 0;
            boolean broken = false;
            while (m.find()) {
                found++;
                broken |= !m.group(1).equals("podselector") || !Look.anyItem(known, "name", Set.of(m.group(2)));
            }
            if (broken || found > 1) {
                places.add(HbaLines.AT.item(i));
            }
        }
        return places;
    }
}
