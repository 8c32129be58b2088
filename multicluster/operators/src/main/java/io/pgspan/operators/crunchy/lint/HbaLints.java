package io.pgspan.operators.crunchy.lint;

import static io.pgspan.operators.crunchy.lint.CrunchyTrap.info;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.only;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.refused;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.warning;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.when;

import java.util.List;
import java.util.stream.Stream;

/** Who may connect: rules of the object's own form, and lines of pg_hba.conf. */
final class HbaLints {
    private static final int RULES_MAX = 10;
    private static final List<String> FIELDS = List.of("connection", "databases", "method", "options", "users");
    private static final List<String> LDAP = List.of("ldapbasedn", "ldapprefix", "ldapsuffix");
    private static final List<String> LDAP_SIMPLE = List.of("ldapprefix", "ldapsuffix");
    private static final List<String> LDAP_SEARCH =
            List.of("ldapbasedn", "ldapbinddn", "ldapbindpasswd", "ldapsearchattribute", "ldapsearchfilter");

    private HbaLints() {}

    static List<CrunchyTrap> rules() {
        return only(
                o -> o.spec("authentication").is(),
                refused(
                                "hba-rule-mixed",
                                o -> rules(o).stream()
                                        .filter(rule -> rule.at("hba").is()
                                                && FIELDS.stream()
                                                        .anyMatch(
                                                                f -> rule.at(f).is()))
                                        .toList(),
                                "a rule is either a line in hba or said in fields",
                                "make two rules of it")
                        .since("5.8"),
                refused(
                                "hba-rule-incomplete",
                                o -> rules(o).stream()
                                        .filter(rule -> rule.at("hba").isNone()
                                                && (rule.at("connection").isNone()
                                                        || rule.at("method").isNone()))
                                        .toList(),
                                "a rule needs the kind of connection and the method",
                                "write connection and method, or hba")
                        .since("5.8"),
                refused(
                                "hba-include",
                                o -> rules(o).stream()
                                        .map(rule -> rule.at("hba"))
                                        .filter(hba -> hba.text().strip().startsWith("include"))
                                        .toList(),
                                "files can't be included",
                                "write their lines as rules")
                        .since("5.8"),
                refused(
                                "hba-trust",
                                o -> rules(o).stream()
                                        .map(rule -> rule.at("method"))
                                        .filter(method -> method.is("trust"))
                                        .toList(),
                                "nobody is let in without a proof",
                                "write scram-sha-256 or cert")
                        .since("5.8"),
                refused(
                                "hba-ldap",
                                o -> rules(o).stream()
                                        .filter(rule -> rule.at("method").is("ldap") && !isLdap(rule.at("options")))
                                        .toList(),
                                "the method needs ldapbasedn, or ldapprefix or ldapsuffix, and no options of the other way",
                                "say in options how the directory is asked, one way only")
                        .since("5.8.5"),
                refused(
                                "hba-radius",
                                o -> rules(o).stream()
                                        .filter(rule -> rule.at("method").is("radius")
                                                && (rule.at("options", "radiusservers")
                                                                .isNone()
                                                        || rule.at("options", "radiussecrets")
                                                                .isNone()))
                                        .toList(),
                                "the method needs its servers and their secrets",
                                "write radiusservers and radiussecrets in options")
                        .since("5.8.5"),
                refused(
                                "hba-rule-count",
                                o -> when(rules(o).size() > RULES_MAX, o.spec("authentication", "rules")),
                                "at most 10 rules are taken here",
                                "let one rule name several users or databases")
                        .since("5.8"),
                info(
                                "hba-password",
                                o -> rules(o).stream()
                                        .map(rule -> rule.at("method"))
                                        .filter(method -> method.is("password"))
                                        .toList(),
                                "the operator writes scram-sha-256 instead: no password travels in the clear",
                                "write scram-sha-256")
                        .since("5.8"));
    }

    static List<CrunchyTrap> lines() {
        return List.of(
                warning(
                        "hba-catch-all",
                        HbaLints::shutOut,
                        "any rule of one's own takes away the operator's last one, which lets every user in by password: nobody "
                                + "comes in by network whom no rule here names",
                        "add a rule for the applications' users, for example hostssl all all all scram-sha-256"),
                warning(
                        "hba-include-dropped",
                        o -> o.hbaLines().stream()
                                .filter(HbaText::isInclude)
                                .map(HbaText::at)
                                .toList(),
                        "the operator leaves the line out, without a word",
                        "write the file's lines here"),
                warning(
                        "hba-line-trust",
                        o -> Stream.concat(o.hbaLines().stream(), o.hbaRules().stream())
                                .filter(line -> line.hasMethod("trust"))
                                .map(HbaText::at)
                                .toList(),
                        "everybody whom the line fits is let in without a proof",
                        "write scram-sha-256 or cert"));
    }

    private static List<Spot> rules(Sight sight) {
        return sight.spec("authentication", "rules").items();
    }

    private static boolean isLdap(Spot options) {
        boolean simple = LDAP_SIMPLE.stream().anyMatch(o -> options.at(o).is());
        boolean search = LDAP_SEARCH.stream().anyMatch(o -> options.at(o).is());
        return LDAP.stream().anyMatch(o -> options.at(o).is()) && !(simple && search);
    }

    private static List<Spot> shutOut(Sight sight) {
        boolean said = !sight.hbaLines().isEmpty() || !rules(sight).isEmpty();
        boolean open = sight.hbaLines().stream().anyMatch(HbaText::isForAll)
                || sight.hbaRules().stream().anyMatch(HbaText::isForAll)
                || rules(sight).stream().anyMatch(HbaLints::isRuleForAll);
        return when(
                said && !open,
                rules(sight).isEmpty() ? sight.dynamic("postgresql", "pg_hba") : sight.spec("authentication", "rules"));
    }

    /** Whether a rule lets every user in from the network, be it to a few databases only. */
    private static boolean isRuleForAll(Spot rule) {
        return rule.at("hba").isNone()
                && HbaText.isNetwork(rule.at("connection").text())
                && !rule.at("method").is("reject")
                && (rule.at("users").items().isEmpty()
                        || rule.at("users").items().stream().anyMatch(user -> user.is("all")));
    }
}
