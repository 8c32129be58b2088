package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.access.Access;
import io.pgspan.model.access.PasswordPolicy;
import io.pgspan.model.access.PasswordPolicy.Charset;
import io.pgspan.model.access.User;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Words;
import io.pgspan.operators.podspec.TextFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code users}. Absent or null: PGO makes one user and one database of the cluster's name; an empty list: none at all; else exactly those of the list.
 */
final class UsersSection {
    private static final String LIST = "users";
    private static final Words<Charset> CHARSET =
            Words.of("ASCII", Charset.ASCII).or("AlphaNumeric", Charset.ALPHANUMERIC);

    static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private UsersSection() {}

    static Access.Builder read(Cursor spec) {
        List<Cursor> items = spec.objects(LIST);
        List<User> users = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Cursor item : items) {
            String name = item.peek("name").asText("");
            if (!name.isEmpty() && names.add(name)) {
                item.text("name");
                users.add(user(item, name));
            }
        }
        spec.origin("access.users", LIST);
        return Access.builder().users(users).usersListed(spec.peek(LIST).isArray() && items.isEmpty());
    }

    private static User user(Cursor item, String name) {
        if (!NAME.matcher(name).matches()) {
            item.reject(
                    "user-name",
                    "name",
                    "PGO makes users with plain names only",
                    "use at most 63 lower-case letters, digits and '-', first and last no '-'");
        }
        List<String> databases = item.texts("databases");
        if (Set.copyOf(databases).size() < databases.size()) {
            item.reject("item-twice", "databases", "a database is named twice", "name each once");
        }
        User.Builder user =
                User.builder().name(name).databases(databases).passwordPolicy(policy(item.object("password")));
        if (item.peek("options").isTextual()
                && UserOptions.read(item.peek("options").textValue(), user)) {
            item.skip("options");
        }
        return user.build();
    }

    private static Optional<PasswordPolicy> policy(Cursor password) {
        if (password.isPresent() && !password.has("type")) {
            password.missing("type", "write ASCII or AlphaNumeric");
        }
        return password.choice("type", CHARSET)
                .map(charset -> PasswordPolicy.builder().charset(charset).build());
    }

    static void write(PostgresCluster wish, ObjectNode spec) {
        Access access = wish.access();
        if (access.users().isEmpty() && !access.isUsersListed()) {
            return;
        }
        ArrayNode list = spec.putArray(LIST);
        for (User user : access.users()) {
            ObjectNode item = list.addObject().put("name", user.name());
            TextFields.write(item, "databases", user.databases());
            String options = UserOptions.of(user);
            if (!options.isEmpty()) {
                item.put("options", options);
            }
            user.passwordPolicy()
                    .ifPresent(policy -> item.putObject("password").put("type", CHARSET.word(policy.charset())));
        }
    }
}
