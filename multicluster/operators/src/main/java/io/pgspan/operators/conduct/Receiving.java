package io.pgspan.operators.conduct;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.replication.Connection;
import io.pgspan.operators.feature.Support;
import java.util.List;
import java.util.Set;

/**
 * A cluster of an operator as the one that data come to. In the texts <code>{name}</code> and <code>{namespace}</code> stand for the cluster's.
 *
 * @param followsOwn whether it can follow a cluster of the same operator by streaming
 * @param followsAny whether it can follow any server
 * @param role the role it follows as; empty: any that is named
 * @param following how it is told to
 * @param needs what that takes beside what PostgreSQL itself asks for
 * @param promotion how it is told to follow no more
 * @param standby the wish as it is while it follows
 * @param restores the forms of backups a new cluster can be made from
 * @param restoresByName whether backups lie in their repository under the name of their cluster, which is said then
 * @param restoring how
 * @param imports whether a new cluster takes a dump of another server by itself
 * @param importing how
 * @param loading how people load a dump
 * @param imported the wish as it is while it takes the dump; the wish itself where that is done by hand
 */
public record Receiving(
        Support followsOwn,
        Support followsAny,
        String role,
        String following,
        List<String> needs,
        String promotion,
        From standby,
        Set<String> restores,
        boolean restoresByName,
        String restoring,
        Support imports,
        String importing,
        String loading,
        From imported) {

    /** A wish made for a source of data. */
    @FunctionalInterface
    public interface From {
        /** The wish with what is said about that server. */
        PostgresCluster of(PostgresCluster wish, Connection source);
    }

    /** Copies the lists. */
    public Receiving {
        needs = List.copyOf(needs);
        restores = Set.copyOf(restores);
    }

    /** Nobody knows more than that a dump can be loaded. */
    public static Receiving unknown() {
        return new Receiving(
                Support.NO,
                Support.NO,
                "",
                "it does not follow other servers",
                List.of(),
                "",
                (wish, source) -> wish,
                Set.of(),
                false,
                "it takes no backups of others",
                Support.NO,
                "it imports no dump",
                "load the dump with pg_restore",
                (wish, source) -> wish);
    }

    /** The same with a cluster's name and namespace put in. */
    public Receiving of(PostgresCluster wish) {
        return new Receiving(
                followsOwn,
                followsAny,
                role,
                Habit.fill(following, wish),
                needs.stream().map(need -> Habit.fill(need, wish)).toList(),
                Habit.fill(promotion, wish),
                standby,
                restores,
                restoresByName,
                Habit.fill(restoring, wish),
                imports,
                Habit.fill(importing, wish),
                Habit.fill(loading, wish),
                imported);
    }
}
