package io.pgspan.model;

import io.pgspan.model.text.Quantity;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a container asks for and may use at most, as Kubernetes says it: quantities by resource name ({@code cpu}, {@code memory},
 * {@code ephemeral-storage}, {@code hugepages-2Mi} …).
 *
 * @param requests what the scheduler reserves; a resource that is only limited is requested in the same amount
 * @param limits what the container may use at most
 */
public record Resources(Map<String, Quantity> requests, Map<String, Quantity> limits) {
    /** The resource name of processor time. */
    public static final String CPU = "cpu";

    /** The resource name of memory. */
    public static final String MEMORY = "memory";

    private static final Quantity NOTHING = Quantity.of("0");
    private static final Resources UNSAID = new Resources(Map.of(), Map.of());
    private static final Resources DEFAULTS = of("500m", "1Gi");

    /** Copies the maps. */
    public Resources {
        requests = Map.copyOf(requests);
        limits = Map.copyOf(limits);
    }

    /** Requests 500m CPU and 1Gi of memory; memory is limited to what is requested. */
    public static Resources ofDefaults() {
        return DEFAULTS;
    }

    /** Nothing said: the operator's defaults hold. */
    public static Resources unsaid() {
        return UNSAID;
    }

    /**
     * Requests both; memory is limited to what is requested, since a database that is killed for memory recovers from a crash.
     *
     * @throws PgspanException when a text is no quantity
     */
    public static Resources of(String cpu, String memory) {
        return of(Quantity.of(cpu), Quantity.of(memory));
    }

    /** Requests both; memory is limited to what is requested. */
    public static Resources of(Quantity cpu, Quantity memory) {
        return new Resources(Map.of(CPU, cpu, MEMORY, memory), Map.of(MEMORY, memory));
    }

    /** The same with a limit of CPU. */
    public Resources limitCpu(String cpu) {
        return limit(CPU, Quantity.of(cpu));
    }

    /** The same with another limit of memory. */
    public Resources limitMemory(String memory) {
        return limit(MEMORY, Quantity.of(memory));
    }

    /** The same with one more request. */
    public Resources request(String resource, Quantity amount) {
        return new Resources(with(requests, resource, amount), limits);
    }

    /** The same with one more limit. */
    public Resources limit(String resource, Quantity amount) {
        return new Resources(requests, with(limits, resource, amount));
    }

    /** The CPU the scheduler reserves; zero when none is asked for. */
    public Quantity cpu() {
        return reserved(CPU);
    }

    /** The memory the scheduler reserves; zero when none is asked for. */
    public Quantity memory() {
        return reserved(MEMORY);
    }

    /** What the scheduler reserves of a resource: the request, or else the limit, or else zero. */
    public Quantity reserved(String resource) {
        Quantity request = requests.get(resource);
        return request != null ? request : limits.getOrDefault(resource, NOTHING);
    }

    /** Everything the scheduler reserves by name: requests, and limits of what is not requested. */
    public Map<String, Quantity> reserved() {
        Map<String, Quantity> all = new TreeMap<>(limits);
        all.putAll(requests);
        return all;
    }

    private static Map<String, Quantity> with(Map<String, Quantity> map, String resource, Quantity amount) {
        Map<String, Quantity> copy = new TreeMap<>(map);
        copy.put(resource, amount);
        return copy;
    }
}
