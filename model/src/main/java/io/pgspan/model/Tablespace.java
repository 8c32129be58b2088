package io.pgspan.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tablespace on a volume of its own, one volume an instance.
 *
 * @param name the tablespace's name
 * @param storage its volume
 * @param ownerName the role that owns it, or null for the superuser
 * @param temporary whether temporary objects go there ({@code temp_tablespaces})
 */
public record Tablespace(
        String name, Storage storage, @Nullable String ownerName, boolean temporary) {

    /** A tablespace of the superuser for permanent objects. */
    public static Tablespace of(String name, Storage storage) {
        return new Tablespace(name, storage, null, false);
    }

    /** The same, owned by a role. */
    public Tablespace ownedBy(String role) {
        return new Tablespace(name, storage, role, temporary);
    }

    /** The same, for temporary objects. */
    public Tablespace forTemporaryObjects() {
        return new Tablespace(name, storage, ownerName, true);
    }

    /** The role that owns it, if any is named. */
    public Optional<String> owner() {
        return Optional.ofNullable(ownerName);
    }
}
