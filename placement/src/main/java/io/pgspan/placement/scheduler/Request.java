package io.pgspan.placement.scheduler;

import io.pgspan.model.Resources;
import io.pgspan.model.fleet.PodContainer;
import io.pgspan.model.fleet.PodRequests;
import io.pgspan.model.fleet.PodTemplate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;

/** What a pod takes of its node in whole numbers: thousandths of CPU, whole units of everything else, rounded up once for the whole pod. */
final class Request {
    /** Amounts beyond this, two thousand million million, are cut to it: sums and percentages stay within 64 bits. */
    private static final BigDecimal AMOUNT_MAX = BigDecimal.valueOf(Long.MAX_VALUE >> 12);

    private static final BigDecimal CPU_UNSAID = new BigDecimal("0.1");
    private static final BigDecimal MEMORY_UNSAID = BigDecimal.valueOf(209_715_200);

    private final int[] columns;
    private final long[] amounts;
    private final long scoringCpu;
    private final long scoringMemory;

    private Request(int[] columns, long[] amounts, long scoringCpu, long scoringMemory) {
        this.columns = columns;
        this.amounts = amounts;
        this.scoringCpu = scoringCpu;
        this.scoringMemory = scoringMemory;
    }

    static Request of(PodTemplate pod, PodRequests requests, ResourceTable table) {
        int[] columns = requests.amounts().keySet().stream()
                .mapToInt(table::column)
                .sorted()
                .toArray();
        long[] amounts = new long[columns.length];
        for (int i = 0; i < columns.length; i++) {
            String name = table.name(columns[i]);
            amounts[i] = whole(name, requests.amount(name));
        }
        PodRequests scoring = PodRequests.of(pod, Request::assumed);
        return new Request(
                columns,
                amounts,
                whole(Resources.CPU, scoring.amount(Resources.CPU)),
                whole(Resources.MEMORY, scoring.amount(Resources.MEMORY)));
    }

    private static Map<String, BigDecimal> assumed(PodContainer container) {
        Map<String, BigDecimal> amounts = new HashMap<>();
        container.requests().forEach((resource, amount) -> amounts.put(resource, amount.amount()));
        amounts.putIfAbsent(Resources.CPU, CPU_UNSAID);
        amounts.putIfAbsent(Resources.MEMORY, MEMORY_UNSAID);
        return amounts;
    }

    static long whole(String resource, BigDecimal amount) {
        BigDecimal units = resource.equals(Resources.CPU) ? amount.movePointRight(3) : amount;
        return units.max(BigDecimal.ZERO)
                .min(AMOUNT_MAX)
                .setScale(0, RoundingMode.UP)
                .longValueExact();
    }

    /** The resources it takes, in the order in which they are checked; not to be changed. */
    int[] columns() {
        return columns;
    }

    /** How much of each; not to be changed. */
    long[] amounts() {
        return amounts;
    }

    /** The CPU that scores assume: 100m for a container that does not mention it. */
    long scoringCpu() {
        return scoringCpu;
    }

    /** The memory that scores assume: 200Mi likewise. */
    long scoringMemory() {
        return scoringMemory;
    }

    /** How much of a resource is requested, 0 when it is not mentioned. */
    long of(int column) {
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] == column) {
                return amounts[i];
            }
        }
        return 0;
    }

    /** What scores count of a resource: assumed amounts of CPU and memory, real ones of everything else. */
    long scoring(int column) {
        return column == ResourceTable.CPU ? scoringCpu : column == ResourceTable.MEMORY ? scoringMemory : of(column);
    }
}
