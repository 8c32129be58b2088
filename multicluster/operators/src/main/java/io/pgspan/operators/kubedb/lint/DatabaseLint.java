package io.pgspan.operators.kubedb.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.Severity;
import java.util.function.Predicate;

/**
 * One trap of a {@code Postgres}, named.
 *
 * @param id for example {@code kubedb.leader-election-partial}
 * @param severity {@link Severity#ERROR} where KubeDB refuses the object, {@link Severity#WARNING} where it ignores, overrides or endangers
 *     something, {@link Severity#INFO} where it is good to know
 * @param path the field it is told at
 * @param happens what really happens
 * @param instead what to write instead
 * @param fires whether the object falls into it; asked with the whole object, a few look-ups
 */
public record DatabaseLint(
        String id, Severity severity, String path, String happens, String instead, Predicate<JsonNode> fires) {

    static DatabaseLint refused(String id, String path, Predicate<JsonNode> fires, String happens, String instead) {
        return new DatabaseLint("kubedb." + id, Severity.ERROR, path, happens, instead, fires);
    }

    static DatabaseLint warning(String id, String path, Predicate<JsonNode> fires, String happens, String instead) {
        return new DatabaseLint("kubedb." + id, Severity.WARNING, path, happens, instead, fires);
    }

    static DatabaseLint info(String id, String path, Predicate<JsonNode> fires, String happens, String instead) {
        return new DatabaseLint("kubedb." + id, Severity.INFO, path, happens, instead, fires);
    }
}
