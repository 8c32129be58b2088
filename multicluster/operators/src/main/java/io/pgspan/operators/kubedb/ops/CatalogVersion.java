package io.pgspan.operators.kubedb.ops;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code PostgresVersion} object.
 *
 * @param name its name, for example {@code 16.13-bookworm}
 * @param serverVersion the version of PostgreSQL, for example {@code 16.13}
 * @param baseOs what its image is made of, or null when not said
 * @param distribution whose PostgreSQL it is, or null when not said
 * @param allow constraints of {@code updateConstraints}: a target that meets one is allowed; empty allows all
 * @param deny constraints of {@code updateConstraints}: a target that meets one is not allowed
 */
public record CatalogVersion(
        String name,
        String serverVersion,
        @Nullable String baseOs,
        @Nullable String distribution,
        List<String> allow,
        List<String> deny) {

    /** Copies the lists. */
    public CatalogVersion {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }

    /** A version without constraints. */
    public static CatalogVersion of(String name, String serverVersion) {
        return new CatalogVersion(name, serverVersion, null, null, List.of(), List.of());
    }

    /** Whether its constraints let it become that version; empty when one of them can't be read. */
    public Optional<Boolean> mayBecome(CatalogVersion target) {
        boolean allowed = allow.isEmpty();
        for (String constraint : allow) {
            Optional<Boolean> met = VersionConstraint.isMet(constraint, target.serverVersion());
            if (met.isEmpty()) {
                return met;
            }
            allowed |= met.get();
        }
        for (String constraint : deny) {
            Optional<Boolean> met = VersionConstraint.isMet(constraint, target.serverVersion());
            if (met.isEmpty()) {
                return met;
            }
            allowed &= !met.get();
        }
        return Optional.of(allowed);
    }
}
