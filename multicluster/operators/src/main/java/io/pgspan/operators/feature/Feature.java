package io.pgspan.operators.feature;

import io.pgspan.model.PostgresCluster;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * One thing that a wish can say. All there are stand in {@link Features}; every part of the model belongs to one of them.
 *
 * <p>Equal by id.
 */
public final class Feature {
    /** A wish with a name, which it must have, and nothing else. */
    private static final PostgresCluster SAYS_NOTHING =
            PostgresCluster.builder().name("nothing").build();

    private final String id;
    private final String title;
    private final String path;
    private final Predicate<PostgresCluster> used;
    private final UnaryOperator<PostgresCluster> without;

    private Feature(
            String id,
            String title,
            String path,
            Predicate<PostgresCluster> used,
            UnaryOperator<PostgresCluster> without) {
        this.id = id;
        this.title = title;
        this.path = path;
        this.used = used;
        this.without = without;
    }

    /**
     * A feature that is used when leaving it out changes the part of the wish that says it. A part that says nothing, as in most wishes, is not
     * remade to find that out.
     *
     * @param id a short name with dashes
     * @param title one line for a table
     * @param path the part of the model that says it
     * @param part what of a wish can say it
     * @param without the same wish with nothing said about it
     */
    static Feature part(
            String id,
            String title,
            String path,
            Function<PostgresCluster, ?> part,
            UnaryOperator<PostgresCluster> without) {
        Object nothing = part.apply(SAYS_NOTHING);
        return new Feature(
                id,
                title,
                path,
                wish -> {
                    Object said = part.apply(wish);
                    return !said.equals(nothing) && !said.equals(part.apply(without.apply(wish)));
                },
                without);
    }

    /** A short name with dashes. */
    public String id() {
        return id;
    }

    /** One line for a table. */
    public String title() {
        return title;
    }

    /** The part of the model that says it. */
    public String path() {
        return path;
    }

    /** Whether a wish says anything about it. */
    public boolean usedIn(PostgresCluster wish) {
        return used.test(wish);
    }

    /** The same wish with nothing said about it. */
    public PostgresCluster without(PostgresCluster wish) {
        return without.apply(wish);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Feature feature && id.equals(feature.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
