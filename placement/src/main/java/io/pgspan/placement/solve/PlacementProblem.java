package io.pgspan.placement.solve;

import io.pgspan.model.PgspanException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which replicas are to be placed on which nodes, under which rules. The order of nodes, replicas and rules means nothing; that of levels
 * does.
 *
 * @param levels the node labels whose values fail together, the most important first, such as zone and then host name; nodes without the
 *     label are one domain
 * @param nodes where replicas may go; their domains count for spread even when they have no room
 * @param replicas at most {@link #REPLICAS_MAX}
 * @param spreads the hard topology spread constraints
 * @param antiAffinity the node labels of required anti-affinity: at most one replica in a domain; nodes without the label are free of it
 */
public record PlacementProblem(
        List<String> levels,
        List<Candidate> nodes,
        List<Replica> replicas,
        List<HardSpread> spreads,
        List<String> antiAffinity) {
    /** Replicas that one problem may have. */
    public static final int REPLICAS_MAX = 32;

    /**
     * A node.
     *
     * @param name its name
     * @param room how many of these replicas fit, those that run there already included
     * @param labels its labels
     * @param cost what one replica there costs, in any unit; 0 or more
     */
    public record Candidate(String name, int room, Map<String, String> labels, long cost) {
        /** Copies the labels. */
        public Candidate {
            labels = Map.copyOf(labels);
            check(room >= 0 && cost >= 0, "node " + name + " has room " + room + " and cost " + cost, "give 0 or more");
            check(cost <= Integer.MAX_VALUE, "node " + name + " costs " + cost, "use a coarser unit");
        }

        /** A node without cost. */
        public static Candidate of(String name, int room, Map<String, String> labels) {
            return new Candidate(name, room, labels, 0);
        }
    }

    /**
     * A replica.
     *
     * @param name its name
     * @param present the node it runs on, or empty
     * @param primary whether it is the primary
     * @param movable false when its volume is bound to its node
     * @param eligible the nodes that it may go to, or empty: all; not asked when it can't move
     */
    public record Replica(
            String name, Optional<String> present, boolean primary, boolean movable, Optional<Set<String>> eligible) {
        /** Copies the nodes. */
        public Replica {
            eligible = eligible.map(Set::copyOf);
            check(
                    movable || present.isPresent(),
                    "replica " + name + " can't move and runs nowhere",
                    "name its node or let it move");
        }

        /** A replica that runs nowhere yet and may go anywhere. */
        public static Replica absent(String name) {
            return new Replica(name, Optional.empty(), false, true, Optional.empty());
        }

        /** A replica on a node that may go anywhere. */
        public static Replica on(String node, String name) {
            return new Replica(name, Optional.of(node), false, true, Optional.empty());
        }

        /** The same, as the primary. */
        public Replica asPrimary() {
            return new Replica(name, present, true, movable, eligible);
        }

        /** The same, bound to its node. */
        public Replica bound() {
            return new Replica(name, present, primary, false, eligible);
        }

        /** The same, on these nodes only. */
        public Replica onlyOn(Collection<String> names) {
            return new Replica(name, present, primary, movable, Optional.of(Set.copyOf(names)));
        }

        Replica free() {
            return new Replica(name, present, primary, movable, Optional.empty());
        }

        /** Free of its volume; what it may use was never asked, so that this is no rule of its own. */
        Replica unbound() {
            return new Replica(name, present, primary, true, Optional.empty());
        }
    }

    /**
     * A topology spread constraint with {@code DoNotSchedule}. A plan keeps it when no domain of a node has more than {@code maxSkew}
     * replicas above the smallest counted domain, in the end and at each creation.
     *
     * @param key the node label; nodes without it get no replica
     * @param maxSkew at least 1
     * @param minDomains below so many counted domains the smallest counts as 0; at least 1
     * @param frozen counted domains that no node here belongs to, so that they can't grow, with their counts
     */
    public record HardSpread(String key, int maxSkew, int minDomains, Map<String, Integer> frozen) {
        /** Copies the map. */
        public HardSpread {
            frozen = Map.copyOf(frozen);
            check(maxSkew >= 1, "the spread over " + key + " has maxSkew " + maxSkew, "give 1 or more");
            check(minDomains >= 1, "the spread over " + key + " has minDomains " + minDomains, "give 1 or more");
        }

        /** Over the nodes' own domains only. */
        public static HardSpread of(String key, int maxSkew) {
            return new HardSpread(key, maxSkew, 1, Map.of());
        }
    }

    /**
     * Copies the lists.
     *
     * @throws PgspanException when names are not unique, a replica runs on an unknown node, there are two primaries or too many replicas,
     *     or no node
     */
    public PlacementProblem {
        levels = List.copyOf(levels);
        nodes = List.copyOf(nodes);
        replicas = List.copyOf(replicas);
        spreads = List.copyOf(spreads);
        antiAffinity = antiAffinity.stream().distinct().sorted().toList();
        check(!nodes.isEmpty(), "there is no node", "name the nodes that replicas may use");
        check(replicas.size() <= REPLICAS_MAX, "there are " + replicas.size() + " replicas", "at most " + REPLICAS_MAX);
        unique("level", levels);
        unique("node", nodes.stream().map(Candidate::name).toList());
        unique("replica", replicas.stream().map(Replica::name).toList());
        unique("spread", spreads.stream().map(HardSpread::key).toList());
        check(
                replicas.stream().filter(Replica::primary).count() <= 1,
                "there are several primaries",
                "name at most one");
        Set<String> names = new HashSet<>(nodes.stream().map(Candidate::name).toList());
        for (Replica replica : replicas) {
            String on = replica.present().orElse("");
            check(
                    replica.present().isEmpty() || names.contains(on),
                    "replica " + replica.name() + " runs on unknown node " + on,
                    "list that node, with room 0 if nothing new fits, or leave the replica's node empty");
        }
        for (HardSpread spread : spreads) {
            for (Candidate node : nodes) {
                check(
                        !spread.frozen().containsKey(node.labels().getOrDefault(spread.key(), "")),
                        "a frozen domain of " + spread.key() + " is that of node " + node.name(),
                        "a domain is frozen only when no node here belongs to it");
            }
        }
    }

    /** Without rules. */
    public static PlacementProblem of(List<String> levels, List<Candidate> nodes, List<Replica> replicas) {
        return new PlacementProblem(levels, nodes, replicas, List.of(), List.of());
    }

    /** With one more hard spread. */
    public PlacementProblem with(HardSpread spread) {
        List<HardSpread> more = new ArrayList<>(spreads);
        more.add(spread);
        return new PlacementProblem(levels, nodes, replicas, more, antiAffinity);
    }

    /** With required anti-affinity over one more label. */
    public PlacementProblem withAntiAffinity(String key) {
        List<String> more = new ArrayList<>(antiAffinity);
        more.add(key);
        return new PlacementProblem(levels, nodes, replicas, spreads, more);
    }

    /** With another room on a node. */
    PlacementProblem withRoom(String node, int room) {
        return new PlacementProblem(
                levels,
                nodes.stream()
                        .map(n -> n.name().equals(node) ? new Candidate(node, room, n.labels(), n.cost()) : n)
                        .toList(),
                replicas,
                spreads,
                antiAffinity);
    }

    private static void unique(String what, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            check(seen.add(name), "there are two of " + what + " " + name, "name each once");
        }
    }

    private static void check(boolean holds, String wrong, String remedy) {
        if (!holds) {
            throw new PgspanException("placement problem: " + wrong + "; " + remedy);
        }
    }
}
