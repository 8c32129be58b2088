package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.access.Privilege;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.access.User;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Words;
import io.pgspan.operators.podspec.TextFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** {@code managed.roles}. A role may log in only when it says so, and has no password unless it names one. */
final class RolesSection {
    private static final int UNLIMITED = -1;
    private static final Words<Boolean> ENSURE = Words.of("present", false).or("absent", true);
    private static final Map<String, Privilege> PRIVILEGES = new TreeMap<>(Map.of(
            "superuser", Privilege.SUPERUSER,
            "createdb", Privilege.CREATEDB,
            "createrole", Privilege.CREATEROLE,
            "replication", Privilege.REPLICATION,
            "bypassrls", Privilege.BYPASSRLS));

    private RolesSection() {}

    static List<User> read(Cursor spec) {
        Cursor managed = spec.object("managed");
        managed.origin("access.users", "roles");
        List<User> users = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Cursor role : managed.objects("roles")) {
            String name = role.requiredText("name", "name the role").orElse("");
            if (!name.isEmpty() && names.add(name)) {
                users.add(user(name, role));
            }
        }
        return users;
    }

    private static User user(String name, Cursor role) {
        Set<Privilege> privileges = new HashSet<>();
        PRIVILEGES.forEach((field, privilege) -> {
            if (role.bool(field).orElse(false)) {
                privileges.add(privilege);
            }
        });
        Optional<Integer> limit = role.integer("connectionLimit").filter(count -> count != UNLIMITED);
        return User.builder()
                .name(name)
                .login(role.bool("login").orElse(false))
                .inherit(role.bool("inherit").orElse(true))
                .privileges(privileges)
                .memberOf(role.texts("inRoles"))
                .passwordSecret(role.object("passwordSecret").text("name").map(SecretRef::of))
                .passwordless(role.bool("disablePassword").orElse(false))
                .connectionLimit(limit.map(OptionalInt::of).orElse(OptionalInt.empty()))
                .validUntil(role.instant("validUntil"))
                .comment(role.text("comment"))
                .absent(role.choice("ensure", ENSURE).orElse(false))
                .build();
    }

    static void write(List<User> users, ObjectNode spec) {
        if (users.isEmpty()) {
            return;
        }
        ArrayNode roles = CnpgWords.object(spec, "managed").putArray("roles");
        for (User user : users) {
            ObjectNode role = roles.addObject().put("name", user.name());
            if (user.isAbsent()) {
                role.put("ensure", "absent");
            }
            if (user.isLogin()) {
                role.put("login", true);
            }
            if (!user.isInherit()) {
                role.put("inherit", false);
            }
            PRIVILEGES.forEach((field, privilege) -> {
                if (user.privileges().contains(privilege)) {
                    role.put(field, true);
                }
            });
            TextFields.write(role, "inRoles", user.memberOf());
            user.passwordSecret()
                    .ifPresent(secret -> role.putObject("passwordSecret").put("name", secret.name()));
            if (user.isPasswordless()) {
                role.put("disablePassword", true);
            }
            user.connectionLimit().ifPresent(count -> role.put("connectionLimit", count));
            user.validUntil().ifPresent(until -> role.put("validUntil", until.toString()));
            user.comment().ifPresent(comment -> role.put("comment", comment));
        }
    }
}
