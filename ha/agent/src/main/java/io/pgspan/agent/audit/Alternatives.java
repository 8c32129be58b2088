package io.pgspan.agent.audit;

import io.pgspan.agent.AgentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The records a sealed interface permits, by their simple names. */
final class Alternatives {
    private Alternatives() {}

    /** Whether a record is one of several: its name must be written down with it. */
    static boolean isOne(Class<?> type) {
        return Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed);
    }

    static Class<?> named(Class<?> sealed, String name, String path) {
        List<Class<?>> records = new ArrayList<>();
        collect(sealed, records);
        return records.stream()
                .filter(r -> r.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AgentException(
                        "audit: " + path + ": there is no " + sealed.getSimpleName() + " called '" + name + "'"));
    }

    private static void collect(Class<?> sealed, List<Class<?>> records) {
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isRecord()) {
                records.add(permitted);
            } else if (permitted.isSealed()) {
                collect(permitted, records);
            }
        }
    }
}
