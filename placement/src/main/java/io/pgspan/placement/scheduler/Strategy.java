package io.pgspan.placement.scheduler;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How free resources are scored.
 *
 * @param kind which formula
 * @param weights the resources with their weights
 * @param shape for {@link Kind#REQUESTED_TO_CAPACITY_RATIO} the points of the line, by rising utilization
 */
public record Strategy(Kind kind, Map<String, Integer> weights, List<Point> shape) {
    private static final int POINT_SCORE_TO_SCORE = 10;

    /** Which formula. */
    public enum Kind {
        /** The emptier, the better. */
        LEAST_ALLOCATED,
        /** The fuller, the better. */
        MOST_ALLOCATED,
        /** A broken line over utilization. */
        REQUESTED_TO_CAPACITY_RATIO
    }

    /**
     * A point of the line.
     *
     * @param utilization 0 to 100
     * @param score 0 to 10
     */
    public record Point(int utilization, int score) {}

    /** Copies the collections; resources are sorted by name, which changes no score. */
    public Strategy {
        weights = Collections.unmodifiableMap(new TreeMap<>(weights));
        shape = List.copyOf(shape);
    }

    /** Kubernetes' own: the least allocated of CPU and memory, equally weighted. */
    public static Strategy leastAllocated() {
        return new Strategy(Kind.LEAST_ALLOCATED, Map.of("cpu", 1, "memory", 1), List.of());
    }

    /** The most allocated of CPU and memory, equally weighted. */
    public static Strategy mostAllocated() {
        return new Strategy(Kind.MOST_ALLOCATED, Map.of("cpu", 1, "memory", 1), List.of());
    }

    /** A broken line over the utilization of CPU and memory, equally weighted. */
    public static Strategy ratio(Point... shape) {
        return new Strategy(Kind.REQUESTED_TO_CAPACITY_RATIO, Map.of("cpu", 1, "memory", 1), List.of(shape));
    }

    /** The score of a utilization on the line, times ten: at the ends the line goes on level, between two points in whole steps. */
    long onLine(long utilization) {
        for (int i = 0; i < shape.size(); i++) {
            Point point = shape.get(i);
            if (utilization <= point.utilization()) {
                long y1 = (long) point.score() * POINT_SCORE_TO_SCORE;
                if (i == 0) {
                    return y1;
                }
                Point before = shape.get(i - 1);
                long y0 = (long) before.score() * POINT_SCORE_TO_SCORE;
                return y0
                        + (y1 - y0)
                                * (utilization - before.utilization())
                                / (point.utilization() - before.utilization());
            }
        }
        return shape.isEmpty() ? 0 : (long) shape.get(shape.size() - 1).score() * POINT_SCORE_TO_SCORE;
    }
}
