package io.pgspan.placement;

import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.model.placement.PlacementLimits.ElectionModel;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.replication.Replication.CommitLevel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Judges the loss of each domain that holds a member, and of the hub, by three questions that are easily mixed up: Does a copy of
 * the data survive? Does every acknowledged commit? Can writes go on?
 *
 * <p>With {@code k} confirmations a commit is on the primary and any {@code k} standbys before it is acknowledged, so it survives
 * for certain exactly when at most {@code k} data-bearing members are lost. (The list of {@code FIRST k} promises no more, since
 * absent members are skipped.) Asynchronous replication is {@code k = 0}. Writes go on when {@code k} standbys beside a primary
 * remain, and who decides about the primary can decide: a majority of all members, pending ones counted as absent; or the API
 * server of the hub. A zone's or node's loss is taken to leave its cluster's API server up.
 *
 * <p>Cost: domains × members, at most three domains a member.
 */
final class Survivability {
    private final int confirmations;
    private final String hub;
    private final ElectionModel election;
    private final List<PodPlacement> members;

    Survivability(Replication replication, Fleet fleet, PlacementLimits limits, List<PodPlacement> members) {
        boolean waits = replication.isSynchronous()
                && replication.commitLevel() != CommitLevel.LOCAL
                && replication.commitLevel() != CommitLevel.OFF;
        this.confirmations = waits ? replication.confirmations() : 0;
        this.hub = fleet.hub();
        this.election = limits.electionModel();
        this.members = List.copyOf(members);
    }

    List<Survival> judge() {
        Map<Survival.Domain, NavigableSet<String>> domains = new EnumMap<>(Survival.Domain.class);
        for (Survival.Domain kind : Survival.Domain.values()) {
            NavigableSet<String> paths = new TreeSet<>();
            members.stream().map(m -> path(kind, m)).filter(p -> !p.isEmpty()).forEach(paths::add);
            domains.put(kind, paths);
        }
        domains.computeIfAbsent(Survival.Domain.CLUSTER, kind -> new TreeSet<>())
                .add(hub);
        List<Survival> judged = new ArrayList<>();
        domains.forEach((kind, paths) -> paths.forEach(path -> judged.add(judge(kind, path))));
        return judged;
    }

    /** The path of the domain a member runs in; empty when it runs nowhere or its node has no zone. */
    static String path(Survival.Domain kind, PodPlacement member) {
        if (!member.isPlaced() || (kind == Survival.Domain.ZONE && member.zone().isEmpty())) {
            return "";
        }
        String zone = member.zone().isEmpty() ? "" : "/" + member.zone();
        return switch (kind) {
            case CLUSTER -> member.cluster();
            case ZONE -> member.cluster() + zone;
            case NODE -> member.cluster() + zone + "/" + member.node().orElse("");
        };
    }

    private Survival judge(Survival.Domain kind, String path) {
        List<PodPlacement> lost = new ArrayList<>();
        List<PodPlacement> left = new ArrayList<>();
        for (PodPlacement member : members) {
            if (member.isPlaced()) {
                (path(kind, member).equals(path) ? lost : left).add(member);
            }
        }
        long lostCopies = lost.stream().filter(PodPlacement::holdsData).count();
        long copies = left.stream().filter(PodPlacement::holdsData).count();
        boolean hubLost = kind == Survival.Domain.CLUSTER && path.equals(hub);
        boolean dataSurvives = copies >= 1 && lostCopies <= confirmations;
        boolean decidable = election == ElectionModel.MEMBER_MAJORITY ? left.size() >= majority() : !hubLost;
        boolean enough = copies >= confirmations + 1L;
        return new Survival(
                kind,
                path,
                names(lost),
                names(left),
                dataSurvives,
                decidable && enough,
                String.join(
                        "; ",
                        data(copies, lostCopies, dataSurvives),
                        election(left.size(), hubLost, decidable),
                        writes(copies, decidable, enough)));
    }

    private int majority() {
        return members.size() / 2 + 1;
    }

    private static List<String> names(List<PodPlacement> placed) {
        return placed.stream().map(PodPlacement::pod).toList();
    }

    private String data(long copies, long lostCopies, boolean survives) {
        if (copies == 0) {
            return "no copy of the data survives: only a backup brings it back";
        }
        String left = copies == 1 ? "1 copy of the data survives" : copies + " copies of the data survive";
        if (lostCopies == 0) {
            return left + " and none is lost";
        }
        if (survives) {
            return left + " and every acknowledged commit is on one: a commit is on " + (confirmations + 1)
                    + " members, and only " + lostCopies + (lostCopies == 1 ? " is" : " are") + " lost";
        }
        return confirmations == 0
                ? left + ", but replication is asynchronous: the last writes may be lost if the primary was in that"
                        + " domain"
                : left + ", but the last writes may be lost if the primary and all that confirmed them were in that"
                        + " domain: a commit is on " + (confirmations + 1) + " members, and " + lostCopies
                        + " are lost";
    }

    private String election(int left, boolean hubLost, boolean decidable) {
        if (election == ElectionModel.MEMBER_MAJORITY) {
            String votes = left + " of " + members.size() + " members remain and " + majority()
                    + " are a majority: a primary " + (decidable ? "can" : "can't") + " be elected";
            return hubLost ? votes + ", but no change can be delivered until the hub returns" : votes;
        }
        return hubLost
                ? "the record of the primary is on the hub's API server, which is lost: no new primary can be elected,"
                        + " and a surviving one steps down when its lease runs out, until the hub returns"
                : "the hub's API server remains and can name a primary";
    }

    private String writes(long copies, boolean decidable, boolean enough) {
        if (copies == 0) {
            return "no writes";
        }
        if (!enough) {
            return "no writes are acknowledged: " + confirmations
                    + (confirmations == 1 ? " standby" : " standbys") + " must confirm and only " + (copies - 1)
                    + " would remain beside a primary";
        }
        return decidable ? "writes go on" : "no writes";
    }
}
