package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.Lifecycle;
import io.pgspan.model.PostgresCluster;
import io.pgspan.operators.decode.Cursor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Annotations, some of which are commands. Of several only the first counts: hibernation, then all instances fenced, then an operator that
 * looks away.
 */
final class LifeSection {
    private static final Map<Lifecycle, Map.Entry<String, String>> COMMANDS = Map.of(
            Lifecycle.HIBERNATED, Map.entry("cnpg.io/hibernation", "on"),
            Lifecycle.SHUT_DOWN, Map.entry("cnpg.io/fencedInstances", "[\"*\"]"),
            Lifecycle.PAUSED, Map.entry("cnpg.io/reconciliationLoop", "disabled"));
    private static final List<Lifecycle> ORDER = List.of(Lifecycle.HIBERNATED, Lifecycle.SHUT_DOWN, Lifecycle.PAUSED);

    private final Map<String, String> annotations;
    private Lifecycle lifecycle = Lifecycle.RUNNING;

    LifeSection(Cursor metadata) {
        this.annotations = new TreeMap<>(metadata.labels("annotations"));
        metadata.origin("lifecycle", "annotations");
        for (Lifecycle each : ORDER) {
            Map.Entry<String, String> command = COMMANDS.getOrDefault(each, Map.entry("", ""));
            if (lifecycle == Lifecycle.RUNNING && annotations.remove(command.getKey(), command.getValue())) {
                lifecycle = each;
            }
        }
    }

    Lifecycle lifecycle() {
        return lifecycle;
    }

    /** Without the one that the lifecycle says. */
    Map<String, String> annotations() {
        return annotations;
    }

    /** Those of a wish that would be read as a lifecycle, taken out. */
    static Map<String, String> withoutCommands(Map<String, String> annotations) {
        Map<String, String> kept = new TreeMap<>(annotations);
        COMMANDS.values().forEach(command -> kept.remove(command.getKey(), command.getValue()));
        return kept;
    }

    /** Those of a wish that no object can have beside its lifecycle: the same key, or a command of more weight. */
    static Map<String, String> writable(PostgresCluster wish) {
        if (wish.lifecycle() == Lifecycle.RUNNING) {
            return withoutCommands(wish.annotations());
        }
        Map<String, String> kept = new TreeMap<>(wish.annotations());
        int own = ORDER.indexOf(wish.lifecycle());
        for (int i = 0; i <= own; i++) {
            Map.Entry<String, String> command = COMMANDS.getOrDefault(ORDER.get(i), Map.entry("", ""));
            if (i == own) {
                kept.remove(command.getKey());
            } else {
                kept.remove(command.getKey(), command.getValue());
            }
        }
        return kept;
    }

    static Map<String, String> write(PostgresCluster wish) {
        Map<String, String> all = new TreeMap<>(wish.annotations());
        if (wish.lifecycle() != Lifecycle.RUNNING) {
            Map.Entry<String, String> command = COMMANDS.getOrDefault(wish.lifecycle(), Map.entry("", ""));
            all.put(command.getKey(), command.getValue());
        }
        return all;
    }

    static void put(ObjectNode metadata, PostgresCluster wish) {
        Map<String, String> all = write(wish);
        if (!all.isEmpty()) {
            ObjectNode object = metadata.putObject("annotations");
            all.forEach(object::put);
        }
    }
}
