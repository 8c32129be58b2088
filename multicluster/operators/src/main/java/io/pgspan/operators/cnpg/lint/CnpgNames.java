package io.pgspan.operators.cnpg.lint;

/** Names that are taken, for whoever makes objects instead of judging them. */
public final class CnpgNames {
    private CnpgNames() {}

    /** Whether a cluster or a service that the operator makes for it has this name. */
    public static boolean isTaken(String cluster, String name) {
        return name.equals(cluster) || AccessLints.isServiceOf(cluster, name);
    }

    /** Whether this setting of PgBouncer may be changed. */
    public static boolean isPoolerParameter(String name) {
        return PoolerLints.isKnown(name);
    }

    /** Whether this database is the server's own. */
    public static boolean isReservedDatabase(String name) {
        return DatabaseLints.isReserved(name);
    }
}
