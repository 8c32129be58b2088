package io.pgspan.model.init;

import io.pgspan.model.access.ConfigRef;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** SQL that runs once, when the cluster has been made: as a text, or kept in an object. */
public sealed interface InitScript {

    /** The answer for the alternative that this is. */
    default <R> R match(Function<Sql, R> sql, Function<Kept, R> kept) {
        if (this instanceof Sql it) {
            return sql.apply(it);
        }
        return kept.apply((Kept) this);
    }

    /** The database it runs in; empty: the operator's default. */
    Optional<String> database();

    /**
     * Statements.
     *
     * @param statements SQL; never a secret, manifests are read by many
     * @param databaseName the database, or null for the operator's default
     */
    record Sql(String statements, @Nullable String databaseName) implements InitScript {
        @Override
        public Optional<String> database() {
            return Optional.ofNullable(databaseName);
        }
    }

    /**
     * A text kept in a config map or a secret.
     *
     * @param ref the object
     * @param databaseName the database, or null for the operator's default
     */
    record Kept(ConfigRef ref, @Nullable String databaseName) implements InitScript {
        @Override
        public Optional<String> database() {
            return Optional.ofNullable(databaseName);
        }
    }
}
