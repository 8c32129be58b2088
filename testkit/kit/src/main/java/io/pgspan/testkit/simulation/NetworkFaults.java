package io.pgspan.testkit.simulation;

import java.util.List;

/** Networks that fail. */
final class NetworkFaults {
    private NetworkFaults() {}

    static boolean cutStore(Scene s) {
        SimMember victim = s.victim();
        List<Integer> servers = s.servers();
        s.world()
                .tell(() -> victim + " is cut off from the store"
                        + (s.cluster().setup().servers() > 1 ? servers : ""));
        long until = s.until();
        Scene.ways(victim, servers).forEach(way -> way.cut(until));
        return true;
    }

    static boolean cutLink(Scene s) {
        return between(s, (a, b, until) -> s.network().cutAll(a, b, until));
    }

    static boolean cutAgents(Scene s) {
        return between(s, (a, b, until) -> s.network().cut(Network.Channel.AGENTS, a, b, until));
    }

    static boolean cutReplication(Scene s) {
        return between(s, (a, b, until) -> s.network().cut(Network.Channel.REPLICATION, a, b, until));
    }

    static boolean oneWayLoss(Scene s) {
        boolean agents = s.chance(0.5);
        return between(
                s,
                (a, b, until) -> s.network()
                        .cutOneWay(agents ? Network.Channel.AGENTS : Network.Channel.REPLICATION, a, b, until));
    }

    static boolean isolate(Scene s) {
        SimMember victim = s.victim();
        s.world().tell(() -> victim + " is isolated");
        s.network().isolate(victim.index(), s.until());
        return true;
    }

    /** Two halves, each store with one of them or with both. */
    static boolean halves(Scene s) {
        int size = s.cluster().size();
        if (size < 2) {
            return false;
        }
        long until = s.until();
        long side = s.between(1, (1L << size) - 2);
        int servers = s.cluster().setup().servers();
        boolean storeWithOne = s.chance(0.6);
        long withOnes = servers == 1 ? 1 : s.between(0, (1L << servers) - 1);
        s.world()
                .tell(() -> "halves: " + Long.toBinaryString(side)
                        + (storeWithOne ? ", with the 1s the stores " + Long.toBinaryString(withOnes) : ""));
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < a; b++) {
                if ((side >> a & 1) != (side >> b & 1)) {
                    s.network().cutAll(a, b, until);
                }
            }
            for (int server = 0; storeWithOne && server < servers; server++) {
                if ((side >> a & 1) != (withOnes >> server & 1)) {
                    s.network().stores(a).get(server).cut(until);
                }
            }
        }
        return true;
    }

    /** Everybody sees a majority, no two the same one. */
    static boolean ring(Scene s) {
        int size = s.cluster().size();
        if (size < 4) {
            return false;
        }
        long until = s.until();
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < a; b++) {
                int apart = Math.min(a - b, size - (a - b));
                if (apart > size / 4) {
                    s.network().cutAll(a, b, until);
                }
            }
        }
        return true;
    }

    static boolean slowLinks(Scene s) {
        boolean agents = s.chance(0.5);
        return between(
                s,
                (a, b, until) ->
                        s.network().slow(agents ? Network.Channel.AGENTS : Network.Channel.REPLICATION, a, b, until));
    }

    private interface Link {
        void impair(int a, int b, long until);
    }

    private static boolean between(Scene s, Link link) {
        if (s.cluster().size() < 2) {
            return false;
        }
        int a = s.victim().index();
        int b = s.other(a);
        long until = s.until();
        s.world()
                .tell(() -> "between " + s.cluster().members().get(a) + " and "
                        + s.cluster().members().get(b) + " until " + until / World.SECOND + " s:");
        link.impair(a, b, until);
        return true;
    }
}
