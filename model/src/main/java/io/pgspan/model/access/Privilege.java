package io.pgspan.model.access;

/** What a role may do beside its grants, as {@code CREATE ROLE} names it. */
public enum Privilege {
    /** Everything. */
    SUPERUSER,
    /** Create databases. */
    CREATEDB,
    /** Create and change roles. */
    CREATEROLE,
    /** Stream the write-ahead log. */
    REPLICATION,
    /** See rows whatever the row security says. */
    BYPASSRLS
}
