package io.pgspan.placement.survive;

import io.pgspan.model.placement.ElectionModel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** Why a loss is judged as it is. */
final class Sentences {
    private final Judge judge;
    private final Toll lost;
    private final Set<String> servers;
    private final int confirmations;
    private final int copies;
    private final int lostCopies;

    Sentences(Judge judge, Toll lost, Set<String> servers) {
        this.judge = judge;
        this.lost = lost;
        this.servers = servers;
        this.confirmations = judge.acknowledgement().confirmations();
        BitSet all = judge.acknowledgement().copies();
        BitSet gone = judge.acknowledgement().copies();
        gone.and(lost.members());
        this.lostCopies = gone.cardinality();
        this.copies = all.cardinality() - lostCopies;
    }

    List<String> all() {
        List<String> all = new ArrayList<>(List.of(data(), election(), writes()));
        if (servers.contains(judge.sites().hub()) && !judge.sites().hub().equals(onlyStore())) {
            all.add("no change can be delivered until the hub " + judge.sites().hub() + " returns");
        }
        return all;
    }

    private String onlyStore() {
        return judge.situation().limits().electionModel().match(raft -> "", ElectionModel.Store::domain, stores -> "");
    }

    private String data() {
        if (copies == 0) {
            return "no copy of the data survives: only a backup brings it back";
        }
        String left = copies == 1 ? "1 copy of the data survives" : copies + " copies of the data survive";
        if (lostCopies == 0) {
            return left + " and none is lost";
        }
        if (confirmations == 0) {
            return left
                    + ", but commits wait for no standby: the last writes may be lost if the primary was among what is lost";
        }
        if (!judge.holds(Question.COMMITS, lost)) {
            return left
                    + ", but the last writes may be lost if the primary and all that confirmed them are: a commit is on "
                    + (confirmations + 1) + " members, and " + lostCopies + (lostCopies == 1 ? " is" : " are")
                    + " lost";
        }
        if (judge.acknowledgement().byPriority()) {
            return left + " and every acknowledged commit is on one: no primary is lost together with the first "
                    + confirmations + " of its standbys, if those were connected";
        }
        return left + " and every acknowledged commit is on one: a commit is on " + (confirmations + 1)
                + " members, and " + (lostCopies <= confirmations ? "only " : "") + lostCopies
                + (lostCopies == 1 ? " is" : " are") + " lost";
    }

    private String election() {
        boolean decidable = judge.decidable(lost);
        return judge.situation()
                .limits()
                .electionModel()
                .match(
                        raft -> {
                            int all = judge.situation().members().size();
                            return judge.voters(lost) + " of " + all + " members remain and " + (all / 2 + 1)
                                    + " are a majority: a primary " + (decidable ? "can" : "can't") + " be elected";
                        },
                        store -> decidable
                                ? "the record of the primary is on the API server of " + store.domain()
                                        + ", which remains and can name a primary"
                                : "the record of the primary is on the API server of " + store.domain()
                                        + ", which is lost: no new primary can be elected, and a surviving one steps down when its lease runs"
                                        + " out, until " + store.domain() + " returns",
                        stores -> {
                            List<String> gone = stores.domains().stream()
                                    .filter(s -> judge.apiServerLost(s, lost))
                                    .toList();
                            int left = stores.domains().size() - gone.size();
                            return left + " of the " + stores.domains().size()
                                    + " API servers that keep the record remain"
                                    + (gone.isEmpty() ? "" : ", without " + String.join(", ", gone)) + ", and "
                                    + (stores.domains().size() / 2 + 1) + " are a majority: a primary "
                                    + (decidable ? "can be named" : "can't be named, and a surviving one steps down");
                        });
    }

    private String writes() {
        if (copies == 0) {
            return "no writes";
        }
        boolean enough = judge.acknowledgement().confirmable(lost.members());
        if (!enough) {
            return judge.acknowledgement().everyoneConfirms()
                    ? "no writes are acknowledged: " + confirmations + (confirmations == 1 ? " standby" : " standbys")
                            + " must confirm and only " + (copies - 1) + " would remain beside a primary"
                    : "writes are not acknowledged under every primary: " + confirmations
                            + " of the listed standbys must confirm,"
                            + " and beside some survivor too few of them remain";
        }
        if (!judge.decidable(lost)) {
            return "no writes";
        }
        return copies - 1 < confirmations
                ? "writes go on, acknowledged by fewer than the " + confirmations
                        + " standbys wished: what follows is not safe against a further loss"
                : "writes go on";
    }
}
