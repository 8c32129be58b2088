package io.pgspan.operators.translation;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.replication.StandbyCluster;
import io.pgspan.operators.feature.Support;
import java.util.Optional;

/**
 * Whether a way can be gone.
 *
 * @param possible how far
 * @param why the reason, for people
 */
record Judgement(Support possible, String why) {

    static Judgement of(Way way, MoveContext move) {
        if (move.source().standby().filter(StandbyCluster::isEnabled).isPresent()) {
            return no("the source follows another server: move the one that leads, or promote the source first");
        }
        return switch (way) {
            case STANDBY -> standby(move);
            case BACKUP -> backup(move);
            case IMPORT -> imported(move);
            case DUMP ->
                new Judgement(
                        Support.PARTLY,
                        "pg_dump and pg_restore work to the same or a newer version: "
                                + move.receiving().loading() + "; writes rest as long as dump and load take");
        };
    }

    /** The repository a backup of the source would be taken from. */
    static Optional<Repository> repository(PostgresCluster source) {
        return source.backups()
                .filter(backups -> !backups.isPaused())
                .flatMap(backups -> backups.repositories().stream()
                        .filter(repository -> !(repository.target() instanceof RepositoryTarget.Volume))
                        .findFirst());
    }

    private static Judgement standby(MoveContext move) {
        if (!move.isSameMajor()) {
            return no("only servers of one major version follow each other");
        }
        if (move.isSameOperator()) {
            return new Judgement(
                    move.receiving().followsOwn(),
                    "a cluster of the same operator is followed: "
                            + move.receiving().following());
        }
        Support possible = least(move.receiving().followsAny(), move.serving().streaming());
        return new Judgement(
                possible,
                possible == Support.NO
                        ? "the one does not follow foreign servers, or the other lets none in"
                        : "the new cluster follows the running source: "
                                + move.receiving().following()
                                + (possible == Support.YES
                                        ? ""
                                        : "; by hand in part, so try it with a copy of the source first"));
    }

    private static Judgement backup(MoveContext move) {
        String form = move.serving().backups();
        if (!move.receiving().restores().contains(form)) {
            return no("the source's backups are in the form of " + form + ", which " + move.toId() + " does not read");
        }
        if (!move.isSameMajor()) {
            return no("a backup is restored into the major version it was made of");
        }
        return repository(move.source()).isEmpty()
                ? no("the source has no repository of backups that is reached from outside")
                : new Judgement(
                        Support.YES,
                        "both keep backups in the form of " + form + ": "
                                + move.receiving().restoring());
    }

    private static Judgement imported(MoveContext move) {
        return move.receiving().imports() == Support.NO
                ? no(move.toId() + " imports no dump by itself")
                : new Judgement(
                        move.receiving().imports(),
                        move.receiving().importing() + "; writes rest as long as dump and load take");
    }

    private static Judgement no(String why) {
        return new Judgement(Support.NO, why);
    }

    private static Support least(Support one, Support other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
