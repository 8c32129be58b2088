package io.pgspan.agent.http;

/** What the record says of a standby's part in commits. */
public enum SyncStanding {
    /** No commit counts on it. */
    NOT_LISTED,
    /** It is listed, and the listed are asked in order ({@code FIRST k}). */
    PRIORITY,
    /** It is listed, and any of the listed will do ({@code ANY k}). */
    QUORUM
}
