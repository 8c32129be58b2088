package io.pgspan.model;

/**
 * A member without data: it watches and answers, it never leads. Operators whose election counts votes add one to an even number
 * of replicas.
 *
 * @param storage what little it writes
 * @param resources what it asks for
 */
public record Arbiter(Storage storage, Resources resources) {

    /** 2Gi of storage, 200m CPU, 256Mi of memory. */
    public static Arbiter ofDefaults() {
        return new Arbiter(Storage.of("2Gi"), Resources.of("200m", "256Mi"));
    }
}
