package io.pgspan.testkit.simulation;

/** One object on one API server. */
interface ApiObject {
    /** The server answers that there is none until then; it comes back as it was. */
    void missing(long until);

    /** Somebody touches it without changing what is in it. */
    void touched();
}
