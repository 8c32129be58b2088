package io.pgspan.operators.conduct;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How an operator behaves, as far as it matters to who comes from another operator or goes to one. Stated by each dialect in its own package.
 *
 * @param domain the domain of the labels and annotations that are orders to it, for example {@code kubedb.com}; empty when it is not known
 * @param habits how it does what others do otherwise; an aspect that is absent is not known
 * @param serving its clusters as those that data are taken from
 * @param receiving its clusters as those that data come to
 */
public record Conduct(String domain, Map<Aspect, Habit> habits, Serving serving, Receiving receiving) {

    /** Copies the map. */
    public Conduct {
        Map<Aspect, Habit> copy = new EnumMap<>(Aspect.class);
        copy.putAll(habits);
        habits = Collections.unmodifiableMap(copy);
    }

    /** Nothing is known: data can be dumped and loaded. */
    public static Conduct unknown() {
        return new Conduct("", Map.of(), Serving.unknown(), Receiving.unknown());
    }

    /** How it does one thing. */
    public Optional<Habit> habit(Aspect aspect) {
        return Optional.ofNullable(habits.get(aspect));
    }

    /** Whether a label or an annotation is an order to the operator, or a note of its own. */
    public boolean owns(String key) {
        int slash = key.indexOf('/');
        String prefix = slash < 0 ? "" : key.substring(0, slash);
        return !domain.isEmpty() && (prefix.equals(domain) || prefix.endsWith("." + domain));
    }
}
