package io.pgspan.testkit.base.apiserver;

/** How a patch is written. Server-side apply is not one of them: see {@link ApiServerModel#apply}. */
public enum PatchType {
    /** RFC 7386, {@code application/merge-patch+json}. */
    MERGE,
    /** RFC 6902, {@code application/json-patch+json}. */
    JSON,
    /** {@code application/strategic-merge-patch+json}; treated as {@link #MERGE}: lists are replaced, directives have no effect. */
    STRATEGIC_MERGE
}
