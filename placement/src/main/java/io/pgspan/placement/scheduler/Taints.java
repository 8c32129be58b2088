package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.Node;
import io.pgspan.model.placement.Toleration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which taints a pod bears. */
final class Taints {
    static final Node.Taint CORDONED = new Node.Taint("node.kubernetes.io/unschedulable", "", "NoSchedule");
    private static final String PREFER = "PreferNoSchedule";

    private final List<Toleration> tolerations;
    private final boolean numbers;

    Taints(List<Toleration> tolerations, boolean numbers) {
        this.tolerations = tolerations;
        this.numbers = numbers;
    }

    /** The first taint that keeps the pod away, or null. */
    Node.@Nullable Taint repelling(Node node) {
        for (Node.Taint taint : node.taints()) {
            boolean repels =
                    taint.effect().equals("NoSchedule") || taint.effect().equals("NoExecute");
            if (repels && !bears(taint)) {
                return taint;
            }
        }
        return null;
    }

    boolean bears(Node.Taint taint) {
        for (Toleration toleration : tolerations) {
            if (bears(toleration, taint)) {
                return true;
            }
        }
        return false;
    }

    /** How many taints the pod would rather avoid; only tolerations of that effect or of every effect count. */
    int disliked(Node node) {
        int disliked = 0;
        for (Node.Taint taint : node.taints()) {
            if (taint.effect().equals(PREFER) && !bears(taint)) {
                disliked++;
            }
        }
        return disliked;
    }

    private boolean bears(Toleration toleration, Node.Taint taint) {
        Toleration.@Nullable Effect effect = toleration.effect();
        if (effect != null && !word(effect).equals(taint.effect())) {
            return false;
        }
        if (!toleration.key().isEmpty() && !toleration.key().equals(taint.key())) {
            return false;
        }
        return switch (toleration.operator()) {
            case EQUAL -> toleration.value().equals(taint.value());
            case EXISTS -> true;
            case GREATER_THAN -> compare(taint.value(), toleration.value()) > 0;
            case LESS_THAN -> compare(taint.value(), toleration.value()) < 0;
        };
    }

    /** Both in canonical decimal; 0 when one is not, or when numbers are not compared at all. */
    private int compare(String taint, String toleration) {
        @Nullable Long a = canonical(taint);
        @Nullable Long b = canonical(toleration);
        return numbers && a != null && b != null ? Long.compare(a, b) : 0;
    }

    private static @Nullable Long canonical(String text) {
        @Nullable Long number = Selectors.number(text);
        return number != null && Long.toString(number).equals(text) ? number : null;
    }

    private static String word(Toleration.Effect effect) {
        return switch (effect) {
            case NO_SCHEDULE -> "NoSchedule";
            case PREFER_NO_SCHEDULE -> PREFER;
            case NO_EXECUTE -> "NoExecute";
        };
    }
}
