package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Words;

/** How the primary is updated, and how long things may take. */
final class UpdateSection {
    private static final Words<Boolean> STRATEGY =
            Words.of("unsupervised", false).or("supervised", true);
    private static final Words<Boolean> METHOD = Words.of("restart", false).or("switchover", true);

    private UpdateSection() {}

    static Updates updates(Cursor spec) {
        return new Updates(
                spec.choice("primaryUpdateStrategy", STRATEGY).orElse(false),
                spec.choice("primaryUpdateMethod", METHOD).orElse(false));
    }

    static Delays delays(Cursor spec) {
        Delays usual = Delays.ofDefaults();
        return new Delays(
                spec.integer("startDelay").orElse(usual.start()),
                spec.integer("stopDelay").orElse(usual.stop()),
                spec.integer("smartShutdownTimeout").orElse(usual.smartShutdown()),
                spec.integer("switchoverDelay").orElse(usual.switchover()),
                spec.integer("failoverDelay").orElse(usual.failover()));
    }

    static void write(Updates updates, Delays delays, ObjectNode spec) {
        if (updates.supervised()) {
            spec.put("primaryUpdateStrategy", STRATEGY.word(true));
        }
        if (updates.switchover()) {
            spec.put("primaryUpdateMethod", METHOD.word(true));
        }
        Delays usual = Delays.ofDefaults();
        put(spec, "startDelay", delays.start(), usual.start());
        put(spec, "stopDelay", delays.stop(), usual.stop());
        put(spec, "smartShutdownTimeout", delays.smartShutdown(), usual.smartShutdown());
        put(spec, "switchoverDelay", delays.switchover(), usual.switchover());
        put(spec, "failoverDelay", delays.failover(), usual.failover());
    }

    private static void put(ObjectNode spec, String field, int said, int usual) {
        if (said != usual) {
            spec.put(field, said);
        }
    }
}
