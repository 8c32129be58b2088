package io.pgspan.operators.crunchy.lint;

import static io.pgspan.operators.crunchy.lint.CrunchyTrap.info;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.only;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.refused;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.warning;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.when;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Users and databases: nothing said is not the same as none. */
final class UserLints {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern COMMENT = Pattern.compile("--|/[*]|[*]/");
    private static final Pattern BEYOND_POOLER =
            Pattern.compile("\\b(SUPERUSER|REPLICATION)\\b", Pattern.CASE_INSENSITIVE);
    private static final Set<String> WITHOUT_SCHEMA = Set.of("public", "pgbouncer", "monitor");
    private static final String SUPERUSER = "postgres";
    private static final int NAME_MAX = 63;
    private static final int USERS_MAX = 64;
    private static final int OPTIONS_MAX = 200;
    private static final int PUBLIC_SHUT_MAJOR = 15;

    private UserLints() {}

    static List<CrunchyTrap> list() {
        return only(
                o -> !users(o).isEmpty(),
                refused(
                        "user-name",
                        o -> users(o).stream()
                                .map(user -> user.at("name"))
                                .filter(name -> name.is()
                                        && (!NAME.matcher(name.text()).matches()
                                                || name.text().length() > NAME_MAX))
                                .toList(),
                        "a user's name has small letters, digits and - inside, 63 at most: no underscore",
                        "use another name, or make the role in databaseInitSQL"),
                refused("user-twice", UserLints::twice, "two users have the same name", "put their databases together"),
                refused(
                                "user-count",
                                o -> when(users(o).size() > USERS_MAX, o.spec("users")),
                                "at most 64 users are taken",
                                "make the others in the database")
                        .since("5.6"),
                refused(
                        "user-database-name",
                        o -> users(o).stream()
                                .flatMap(user -> user.at("databases").items().stream())
                                .filter(name ->
                                        name.text().isEmpty() || name.text().length() > NAME_MAX)
                                .toList(),
                        "a database's name has 1 to 63 characters",
                        "use another name"),
                refused(
                        "user-options-semicolon",
                        o -> options(o).stream()
                                .filter(options -> options.text().contains(";"))
                                .toList(),
                        "options are the end of one statement",
                        "write only role options, for example CREATEDB"),
                refused(
                                "user-options",
                                o -> options(o).stream()
                                        .filter(options -> options.text().length() > OPTIONS_MAX
                                                || hasPassword(options)
                                                || COMMENT.matcher(options.text())
                                                        .find())
                                        .toList(),
                                "options may have no PASSWORD, no comment and at most 200 characters",
                                "set the password in the user's Secret")
                        .since("5.6"),
                warning(
                                "user-options-password",
                                o -> options(o).stream()
                                        .filter(UserLints::hasPassword)
                                        .toList(),
                                "the password stands in the object for everyone to read, and the operator sets another one after it",
                                "set the password in the user's Secret")
                        .before("5.6"),
                warning(
                        "superuser-options",
                        o -> users(o).stream()
                                .filter(user -> user.at("name").is(SUPERUSER))
                                .map(user -> user.at("options"))
                                .filter(options -> !options.text().isEmpty())
                                .toList(),
                        "the superuser always has LOGIN SUPERUSER: this is ignored",
                        "remove it"),
                warning(
                        "superuser-databases",
                        o -> users(o).stream()
                                .filter(user -> user.at("name").is(SUPERUSER))
                                .map(user -> user.at("databases"))
                                .filter(list -> list.items().stream().anyMatch(name -> !name.is(SUPERUSER)))
                                .toList(),
                        "no database is made for the superuser; they only appear in its Secret",
                        "list the databases of another user"),
                warning(
                        "superuser-pooler",
                        o -> o.pooler().isNone()
                                ? List.of()
                                : users(o).stream()
                                        .filter(UserLints::isBeyondPooler)
                                        .map(user -> user.at("name"))
                                        .toList(),
                        "the pooler lets no superuser and no replication role in: they are told that there is no such user",
                        "let them connect to the primary's service, and applications use other users"),
                info(
                        "user-without-database",
                        o -> users(o).stream()
                                .filter(user -> !user.at("name").is(SUPERUSER)
                                        && user.at("databases").items().isEmpty())
                                .toList(),
                        "no database is granted to the user, and its Secret has no uri",
                        "list its databases"),
                warning(
                                "schema-reserved",
                                o -> isAutoSchema(o)
                                        ? users(o).stream()
                                                .map(user -> user.at("name"))
                                                .filter(name -> WITHOUT_SCHEMA.contains(name.text()))
                                                .toList()
                                        : List.of(),
                                "no schema is made for a user of this name",
                                "use another name")
                        .since("5.7"));
    }

    static List<CrunchyTrap> all() {
        return List.of(
                warning(
                        "users-empty",
                        o -> when(o.spec("users").node().isArray() && users(o).isEmpty(), o.spec("users")),
                        "an empty list means no user and no database; saying nothing would have made one of each, called like "
                                + "the cluster",
                        "name the users, or leave the field out"),
                warning(
                        "users-implicit-name",
                        o -> when(
                                o.spec("users").isNone()
                                        && !o.name().isEmpty()
                                        && (!NAME.matcher(o.name()).matches()
                                                || o.name().length() > NAME_MAX),
                                o.spec("users")),
                        "a user called like the cluster would be made, but the name doesn't fit: there is no user and no "
                                + "database, and only an event says so",
                        "name the users"),
                info(
                        "schema-rights",
                        o -> when(
                                o.spec("postgresVersion").isAbove(PUBLIC_SHUT_MAJOR - 1)
                                        && !o.isStandby()
                                        && !isAutoSchema(o)
                                        && !(o.spec("users").node().isArray() && users(o).isEmpty()),
                                o.spec("users")),
                        "users own neither database nor schema: since PostgreSQL 15 they can make no table in the schema public",
                        "annotate the cluster with autoCreateUserSchema: \"true\", or grant it in databaseInitSQL"),
                info(
                        "init-sql",
                        o -> when(o.spec("databaseInitSQL").is(), o.spec("databaseInitSQL")),
                        "it runs once; a failing statement counts as success unless the file says ON_ERROR_STOP, and a change runs "
                                + "only after the field was taken out and put in again",
                        "begin the file with \\set ON_ERROR_STOP"));
    }

    private static List<Spot> users(Sight sight) {
        return sight.spec("users").items();
    }

    private static List<Spot> options(Sight sight) {
        return users(sight).stream()
                .map(user -> user.at("options"))
                .filter(Spot::is)
                .toList();
    }

    private static List<Spot> twice(Sight sight) {
        Set<String> names = new HashSet<>();
        return users(sight).stream()
                .map(user -> user.at("name"))
                .filter(name -> name.is() && !names.add(name.text()))
                .toList();
    }

    private static boolean hasPassword(Spot options) {
        return options.text().toUpperCase(Locale.ROOT).contains("PASSWORD");
    }

    private static boolean isAutoSchema(Sight sight) {
        return sight.annotation("autoCreateUserSchema").text().equalsIgnoreCase("true");
    }

    private static boolean isBeyondPooler(Spot user) {
        return user.at("name").is(SUPERUSER)
                || BEYOND_POOLER.matcher(user.at("options").text()).find();
    }
}
