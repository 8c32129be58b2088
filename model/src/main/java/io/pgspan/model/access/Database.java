package io.pgspan.model.access;

import io.pgspan.model.ValueStyle;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A database of the cluster. */
@Value.Immutable
@ValueStyle
public interface Database {

    /**
     * An extension.
     *
     * @param name its name
     * @param versionName its version, or null for the default one
     * @param schemaName the schema it lives in, or null for the default one
     */
    record Extension(
            String name,
            @Nullable String versionName,
            @Nullable String schemaName) {

        /** An extension in its default version and schema. */
        public static Extension of(String name) {
            return new Extension(name, null, null);
        }

        /** Its version, if one is named. */
        public Optional<String> version() {
            return Optional.ofNullable(versionName);
        }

        /** Its schema, if one is named. */
        public Optional<String> schema() {
            return Optional.ofNullable(schemaName);
        }
    }

    /** The database's name. */
    String name();

    /** The role that owns it; absent: the operator's default. */
    Optional<String> owner();

    /** The encoding; absent: that of the template. */
    Optional<String> encoding();

    /** The locale; absent: that of the template. */
    Optional<String> locale();

    /** The order of texts, when it differs from the locale. */
    Optional<String> collate();

    /** The kinds of characters, when they differ from the locale. */
    Optional<String> ctype();

    /** The database it is copied from; absent: {@code template1}. */
    Optional<String> template();

    /** The tablespace; absent: the default one. */
    Optional<String> tablespace();

    /** Extensions it has; none by default. */
    List<Extension> extensions();

    /** Schemas it has beside {@code public}; none by default. */
    List<String> schemas();

    /** Whether there must be no such database: it is dropped, with its data. Default false. */
    @Value.Default
    default boolean isAbsent() {
        return false;
    }

    /** Whether it stays when the wish no longer names it. Default true. */
    @Value.Default
    default boolean isKeptOnRemoval() {
        return true;
    }

    /** Starts one; what has no default must be said. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with this value. */
    default Builder toBuilder() {
        Builder builder = new Builder();
        builder.from(this);
        return builder;
    }

    /** The fluent builder; each default is named at the getter of the same name. */
    final class Builder extends ImmutableDatabase.Builder {
        Builder() {}
    }
}
