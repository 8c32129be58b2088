package io.pgspan.placement.scheduler;

import java.math.BigInteger;

/** What free and evenly used resources of a node are worth for one request; integers and doubles step by step as the scheduler's. */
final class FreeScores {
    private static final int SCORE_MAX = 100;
    private static final int BALANCE_MIN = 50;
    /** Up to here a percentage is computed in 64 bits. */
    private static final long PERCENT_MAX = Long.MAX_VALUE / SCORE_MAX;

    private final Request request;
    private final ResourceTable table;
    private final Strategy strategy;
    private final int[] columns;
    private final int[] weights;
    private final int[] balanced;
    private final boolean balances;
    private final boolean change;

    FreeScores(Request request, ResourceTable table, SchedulerProfile profile) {
        this.request = request;
        this.table = table;
        this.strategy = profile.strategy();
        this.columns =
                strategy.weights().keySet().stream().mapToInt(table::column).toArray();
        this.weights =
                strategy.weights().values().stream().mapToInt(Integer::intValue).toArray();
        this.balanced = profile.balanced().stream().mapToInt(table::column).toArray();
        boolean any = false;
        for (int column : balanced) {
            any |= request.of(column) > 0;
        }
        this.balances = any;
        this.change = profile.release().scoresChangeOfBalance();
    }

    /** Whether the balance is scored: only for pods that request some of its resources. */
    boolean balances() {
        return balances;
    }

    int free(int node) {
        return switch (strategy.kind()) {
            case LEAST_ALLOCATED, MOST_ALLOCATED -> allocated(node);
            case REQUESTED_TO_CAPACITY_RATIO -> ratio(node);
        };
    }

    private int allocated(int node) {
        boolean least = strategy.kind() == Strategy.Kind.LEAST_ALLOCATED;
        long sum = 0;
        long weight = 0;
        for (int i = 0; i < columns.length; i++) {
            long all = table.allocatable(columns[i], node);
            if (all == 0 || isBypassed(columns[i])) {
                continue;
            }
            long used = table.scoringUsed(columns[i], node) + request.scoring(columns[i]);
            long part = least ? Math.max(0, all - used) : Math.min(used, all);
            sum += percent(part, all) * weights[i];
            weight += weights[i];
        }
        return weight == 0 ? 0 : (int) (sum / weight);
    }

    private int ratio(int node) {
        long sum = 0;
        long weight = 0;
        for (int i = 0; i < columns.length; i++) {
            long all = table.allocatable(columns[i], node);
            if (all == 0 || isBypassed(columns[i])) {
                continue;
            }
            long used = table.scoringUsed(columns[i], node) + request.scoring(columns[i]);
            long score = strategy.onLine(used > all ? SCORE_MAX : percent(used, all));
            if (score > 0) {
                sum += score * weights[i];
                weight += weights[i];
            }
        }
        return weight == 0 ? 0 : (int) Math.round((double) sum / (double) weight);
    }

    /** An extended resource that the pod does not request says nothing. */
    private boolean isBypassed(int column) {
        return table.isExtended(column) && request.of(column) == 0;
    }

    static long percent(long part, long whole) {
        return part <= PERCENT_MAX
                ? part * SCORE_MAX / whole
                : BigInteger.valueOf(part)
                        .multiply(BigInteger.valueOf(SCORE_MAX))
                        .divide(BigInteger.valueOf(whole))
                        .longValueExact();
    }

    int balance(int node) {
        if (!balances) {
            return 0;
        }
        int with = evenness(node, true);
        return change ? BALANCE_MIN + (BALANCE_MIN + with - evenness(node, false)) / 2 : with;
    }

    private int evenness(int node, boolean withPod) {
        double[] parts = new double[balanced.length];
        int size = 0;
        double total = 0;
        for (int column : balanced) {
            long all = table.allocatable(column, node);
            if (all == 0 || isBypassed(column)) {
                continue;
            }
            long used = table.used(column, node) + (withPod ? request.of(column) : 0);
            parts[size] = Math.min(1, (double) used / (double) all);
            total += parts[size];
            size++;
        }
        return (int) ((1 - deviation(parts, size, total)) * SCORE_MAX);
    }

    private static double deviation(double[] parts, int size, double total) {
        if (size < 2) {
            return 0;
        }
        if (size == 2) {
            return Math.abs((parts[0] - parts[1]) / 2);
        }
        double mean = total / size;
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += (parts[i] - mean) * (parts[i] - mean);
        }
        return Math.sqrt(sum / size);
    }
}
