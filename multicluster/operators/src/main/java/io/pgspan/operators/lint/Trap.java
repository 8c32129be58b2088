package io.pgspan.operators.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.Severity;
import java.util.function.Predicate;

/**
 * One trap of an operator's object, named.
 *
 * @param id for example {@code kubedb.leader-election-partial}; its first word, the dialect's, is put before it by {@link Traps}
 * @param severity {@link Severity#ERROR} where the operator refuses the object, {@link Severity#WARNING} where it ignores, overrides or
 *     endangers something, {@link Severity#INFO} where it is good to know
 * @param path the field it is told at
 * @param happens what really happens
 * @param instead what to write instead
 * @param fires whether the object falls into it; asked with the whole object, a few look-ups
 */
public record Trap(
        String id, Severity severity, String path, String happens, String instead, Predicate<JsonNode> fires) {

    /** What the operator refuses. */
    public static Trap refused(String id, String path, Predicate<JsonNode> fires, String happens, String instead) {
        return new Trap(id, Severity.ERROR, path, happens, instead, fires);
    }

    /** What is ignored, overridden or dangerous. */
    public static Trap warning(String id, String path, Predicate<JsonNode> fires, String happens, String instead) {
        return new Trap(id, Severity.WARNING, path, happens, instead, fires);
    }

    /** What is good to know. */
    public static Trap info(String id, String path, Predicate<JsonNode> fires, String happens, String instead) {
        return new Trap(id, Severity.INFO, path, happens, instead, fires);
    }

    Trap under(String dialect) {
        return new Trap(dialect + "." + id, severity, path, happens, instead, fires);
    }
}
