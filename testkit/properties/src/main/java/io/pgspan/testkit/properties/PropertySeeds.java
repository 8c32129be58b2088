package io.pgspan.testkit.properties;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyAttributes;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Gives each property the same random numbers in every build, so that a build that was green stays green, and others on demand:
 * {@code -Dpgspan.properties.seed=N} takes other numbers, {@code -Dpgspan.properties.tries=N} makes N times as many tries. A property that
 * names a seed of its own keeps it.
 */
public final class PropertySeeds implements AroundPropertyHook {
    private static final long SEED = Long.getLong("pgspan.properties.seed", 0);
    private static final int TRIES = Integer.getInteger("pgspan.properties.tries", 1);
    private static final int USUAL_TRIES = 1000;

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property)
            throws Throwable {
        PropertyAttributes attributes = context.attributes();
        if (attributes.seed().isEmpty()) {
            attributes.setSeed(Long.toString(own(context) + SEED));
        }
        int tries = attributes.tries().orElse(USUAL_TRIES);
        if (tries > 1 && TRIES > 1) {
            attributes.setTries(tries * TRIES);
        }
        return property.execute();
    }

    private static long own(PropertyLifecycleContext context) {
        return (context.containerClass().getName() + "."
                        + context.targetMethod().getName())
                .hashCode();
    }
}
