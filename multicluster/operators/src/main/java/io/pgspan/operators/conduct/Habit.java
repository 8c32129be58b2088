package io.pgspan.operators.conduct;

import io.pgspan.model.PostgresCluster;

/**
 * How an operator does one thing.
 *
 * @param kind one word; two operators with the same word do it alike
 * @param text a sentence, in which <code>{name}</code> and <code>{namespace}</code> stand for the cluster's
 */
public record Habit(String kind, String text) {

    /** The sentence for a cluster. */
    public String of(PostgresCluster wish) {
        return fill(text, wish);
    }

    /** A text with a cluster's name and namespace put in. */
    static String fill(String text, PostgresCluster wish) {
        return text.replace("{name}", wish.name()).replace("{namespace}", wish.namespace());
    }
}
