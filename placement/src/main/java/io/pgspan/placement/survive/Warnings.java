package io.pgspan.placement.survive;

import io.pgspan.model.placement.ElectionModel;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.replication.Replication.CommitLevel;
import io.pgspan.model.replication.Replication.Durability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a reader should know before the tables. */
final class Warnings {
    private final Judge judge;
    private final Situation situation;
    private final List<String> all = new ArrayList<>();

    Warnings(Judge judge) {
        this.judge = judge;
        this.situation = judge.situation();
    }

    List<String> all() {
        pending();
        situation.limits().electionModel().match(raft -> votes(), this::record, this::records);
        replication();
        return List.copyOf(all);
    }

    private void pending() {
        String names = situation.members().stream()
                .filter(m -> !m.isPlaced())
                .map(Resident::pod)
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            all.add(names + (names.contains(",") ? " are" : " is")
                    + " pending: counted as a member, and absent from the start.");
        }
    }

    private Warnings votes() {
        Map<String, Long> byCluster = situation.members().stream()
                .filter(Resident::isPlaced)
                .collect(Collectors.groupingBy(Resident::cluster, TreeMap::new, Collectors.counting()));
        int members = situation.members().size();
        byCluster.forEach((cluster, held) -> {
            long left = judge.voters(Toll.none()) - held;
            if (2 * left <= members && byCluster.size() > 1) {
                all.add("Members vote, and " + cluster + " holds " + held + " of " + members + " votes: without it the "
                        + left
                        + " left " + (left == 1 ? "is" : "are")
                        + " no majority, so that no primary can be elected although members live"
                        + " elsewhere.");
            }
        });
        if (byCluster.size() == 2) {
            all.add(
                    "By majority two Kubernetes clusters never outlive the loss of either: a vote in a third is needed.");
        }
        if (members % 2 == 0 && members > 0) {
            all.add("With " + members + " votes no more members may be lost than with " + (members - 1)
                    + ": an even number never helps.");
        }
        return this;
    }

    private Warnings record(ElectionModel.Store store) {
        long there = situation.members().stream()
                .filter(m -> m.isPlaced() && m.cluster().equals(store.domain()))
                .count();
        all.add("The record of the primary is on the API server of " + store.domain()
                + " alone: while it is lost writes stop in every Kubernetes cluster, "
                + (there
                                < situation.members().stream()
                                        .filter(Resident::isPlaced)
                                        .count()
                        ? "also for the members that live elsewhere; the loss of any other one leaves who leads decidable."
                        : "and all members live there."));
        return this;
    }

    private Warnings records(ElectionModel.StoreMajority stores) {
        all.add("The record of the primary is on " + stores.domains().size() + " API servers, of which any "
                + stores.tolerated() + " may be lost: " + String.join(", ", stores.domains()) + ".");
        if (stores.domains().size() % 2 == 0) {
            all.add("An even number of record servers never helps: "
                    + (stores.domains().size() - 1) + " tolerate as many losses.");
        }
        return this;
    }

    private void replication() {
        Replication replication = situation.replication();
        int confirmations = judge.acknowledgement().confirmations();
        if (confirmations == 0) {
            all.add(
                    replication.commitLevel() == CommitLevel.OFF
                            ? "Commits are acknowledged before they are on any disk: even a restart of the primary may lose the last ones."
                            : "Commits wait for no standby: a failover may lose the last ones.");
            return;
        }
        if (replication.durability() == Durability.PREFERRED) {
            all.add(
                    "Commits wait for standbys only while enough of them are there: one loss after another may lose commits that one"
                            + " loss would not.");
        }
        if (replication.commitLevel() == CommitLevel.REMOTE_WRITE) {
            all.add(
                    "A standby confirms what it has written, not flushed: it counts as long as its own machine keeps running.");
        }
        if (replication.isAnyStandby()) {
            all.add("Any standby that connects may confirm: one that is no member makes these answers too good.");
        }
        if (judge.acknowledgement().byPriority()) {
            all.add("The first " + confirmations
                    + " standbys of the list are taken to be connected: while one was away the next one"
                    + " confirmed instead.");
        }
    }
}
