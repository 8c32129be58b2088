package io.pgspan.testkit.chaos;

import io.pgspan.model.PgspanException;
import io.pgspan.testkit.base.apiserver.ApiRequest;
import io.pgspan.testkit.base.apiserver.ApiServerHttp;
import io.pgspan.testkit.base.apiserver.Fault;
import io.pgspan.testkit.base.network.Cut;
import io.pgspan.testkit.base.network.NetworkFaults;
import io.pgspan.testkit.base.network.ProxiedLinks;
import io.pgspan.testkit.chaos.PodSignals.Part;
import io.pgspan.testkit.fleet.PodHandle;
import io.pgspan.testkit.fleet.PodLinks;
import io.pgspan.testkit.fleet.SimulatedFleet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Does one fault and knows how to undo it. One thread only. */
final class Injector {
    private static final List<Integer> REFUSALS = List.of(500, 503, 429);

    private final SimulatedFleet fleet;
    private final ApiServerHttp store;
    private final ChaosLinks network;
    private final String namespace;

    Injector(SimulatedFleet fleet, ChaosLinks network) {
        this.fleet = fleet;
        this.store = fleet.hub();
        this.network = network;
        this.namespace = "/namespaces/" + fleet.pod(network.members().get(0)).namespace() + "/";
    }

    /** A fault that was done: what came of it, and what heals it. */
    record Done(String outcome, Runnable heal) {
        static Done of(String outcome) {
            return new Done(outcome, () -> {});
        }
    }

    /**
     * Does it.
     *
     * @param member whom it harms; for a switchover who leads; of no meaning for a fault of the store
     */
    Done inject(Injection injection, String member) {
        return switch (injection.fault()) {
            case KILL_POSTGRES -> killPostgres(member);
            case KILL_AGENT -> killAgent(member);
            case KILL_NODE -> killNode(member);
            case FREEZE_AGENT -> freeze(member, Set.of(Part.AGENT));
            case FREEZE_GUARD -> freeze(member, Set.of(Part.GUARD));
            case FREEZE_POSTMASTER -> freeze(member, Set.of(Part.POSTMASTER));
            case FREEZE_AGENT_AND_GUARD -> freeze(member, Set.of(Part.AGENT, Part.GUARD));
            case FREEZE_NODE -> freeze(member, Set.of(Part.values()));
            case STORE_REFUSES -> refuse(REFUSALS.get(injection.roll() % REFUSALS.size()));
            case STORE_SILENT -> store(Fault.partition(), "silent");
            case STORE_LOSES_ANSWERS -> store(Fault.lostResponse(), "answers lost");
            case CUT_FROM_STORE -> cut(List.of(links().link(member, ChaosLinks.STORE, ChaosLinks.API)), injection);
            case CUT_REPLICATION -> cut(both(member, PodLinks.Service.POSTGRES), injection);
            case CUT_AGENTS -> cut(both(member, PodLinks.Service.AGENT), injection);
            case CUT_ONE_WAY -> cut(outward(member), injection);
            case ISOLATE -> cut(List.of(links().of(member)), injection);
            case SWITCHOVER -> switchover(member, injection.roll());
        };
    }

    private Done killPostgres(String member) {
        pod(member).killPostgres();
        return Done.of("killed");
    }

    private Done killAgent(String member) {
        requireSome(PodSignals.kill(pod(member), Set.of(Part.AGENT)), member);
        return Done.of("killed");
    }

    /** A fault that meets nothing is none, and must not be counted as one. */
    private static void requireSome(int processes, String member) {
        if (processes == 0) {
            throw new PgspanException("no such process of " + member + " runs now");
        }
    }

    private Done killNode(String member) {
        PodHandle pod = pod(member);
        pod.suspendRestarts();
        pod.killContainer();
        return new Done("killed", pod::resumeRestarts);
    }

    private Done freeze(String member, Set<Part> parts) {
        Set<ProcessHandle> frozen = PodSignals.freeze(pod(member), parts);
        requireSome(frozen.size(), member);
        return new Done(frozen.size() + " frozen", () -> PodSignals.thaw(frozen));
    }

    private Done refuse(int code) {
        return store(Fault.refusal(code), "refuses with " + code);
    }

    /** Only what agents ask for: work agents share this API server and are another matter. */
    private Done store(Fault fault, String outcome) {
        store.fault(request -> isOfAgents(request) ? Optional.of(fault) : Optional.empty());
        return new Done(outcome, store::heal);
    }

    private boolean isOfAgents(ApiRequest request) {
        String path = request.path();
        return path.contains(namespace + "leases") || path.contains(namespace + "events");
    }

    private ProxiedLinks links() {
        return network.links();
    }

    private List<NetworkFaults> both(String member, PodLinks.Service service) {
        List<NetworkFaults> found = new ArrayList<>();
        others(member, other -> {
            found.add(links().link(member, other, ChaosLinks.name(service)));
            found.add(links().link(other, member, ChaosLinks.name(service)));
        });
        return found;
    }

    private List<NetworkFaults> outward(String member) {
        List<NetworkFaults> found = new ArrayList<>();
        found.add(links().between(member, ChaosLinks.STORE));
        others(member, other -> found.add(links().between(member, other)));
        return found;
    }

    private void others(String member, Consumer<String> each) {
        network.members().stream().filter(other -> !other.equals(member)).forEach(each);
    }

    private static Done cut(List<NetworkFaults> links, Injection injection) {
        Cut how = Cut.silent()
                .withBytes(injection.roll() % 2 == 0 ? Cut.Bytes.HELD : Cut.Bytes.DROPPED)
                .withNewcomers(injection.roll() / 2 % 2 == 0 ? Cut.Newcomers.HANG : Cut.Newcomers.REFUSED);
        links.forEach(link -> link.cut(how));
        return new Done(how.bytes() + ", newcomers " + how.newcomers(), () -> links.forEach(NetworkFaults::heal));
    }

    private Done switchover(String leader, int roll) {
        List<String> others =
                network.members().stream().filter(m -> !m.equals(leader)).toList();
        int choice = roll % (others.size() + 1);
        String candidate = choice == others.size() ? "" : ",\"candidate\":\"" + others.get(choice) + "\"";
        return Done.of(pod(leader)
                .tell("POST", "/switchover", "{\"leader\":\"" + leader + "\"" + candidate + "}")
                .map(answer -> answer.status() + " " + answer.body())
                .orElse("no answer"));
    }

    private PodHandle pod(String member) {
        return fleet.pod(member);
    }
}
