package io.pgspan.operators.feature;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an operator makes of every feature there is. */
public final class Capabilities {
    private final String dialect;
    private final Map<Feature, Capability> byFeature;

    private Capabilities(String dialect, Map<Feature, Capability> byFeature) {
        this.dialect = dialect;
        this.byFeature = byFeature;
    }

    /** Starts a table. */
    public static Builder of(String dialect) {
        return new Builder(dialect);
    }

    /** The dialect's short name. */
    public String dialect() {
        return dialect;
    }

    /** What it makes of a feature. */
    public Capability of(Feature feature) {
        Capability capability = byFeature.get(feature);
        if (capability == null) {
            throw new IllegalArgumentException("feature " + feature + " is none of those that Features.all() names");
        }
        return capability;
    }

    /** Every feature, in the order of {@link Features}. */
    public List<Capability> all() {
        return List.copyOf(byFeature.values());
    }

    /** Says of each feature once how far it goes. */
    public static final class Builder {
        private final String dialect;
        private final Map<Feature, Capability> said = new LinkedHashMap<>();

        private Builder(String dialect) {
            this.dialect = dialect;
        }

        /** As the wish says it. */
        public Builder yes(Feature feature, String how) {
            return say(feature, Support.YES, how);
        }

        /** In part. */
        public Builder partly(Feature feature, String missing) {
            return say(feature, Support.PARTLY, missing);
        }

        /** Not at all. */
        public Builder no(Feature feature, String instead) {
            return say(feature, Support.NO, instead);
        }

        /**
         * The table.
         *
         * @throws IllegalStateException when a feature was not said
         */
        public Capabilities build() {
            Map<Feature, Capability> ordered = new LinkedHashMap<>();
            List<Feature> forgotten = new ArrayList<>();
            for (Feature feature : Features.all()) {
                Capability capability = said.get(feature);
                if (capability == null) {
                    forgotten.add(feature);
                } else {
                    ordered.put(feature, capability);
                }
            }
            if (!forgotten.isEmpty()) {
                throw new IllegalStateException("capabilities of " + dialect + ": nothing is said of " + forgotten);
            }
            return new Capabilities(dialect, ordered);
        }

        private Builder say(Feature feature, Support support, String note) {
            if (said.put(feature, new Capability(feature, support, note)) != null) {
                throw new IllegalStateException("capabilities of " + dialect + ": " + feature + " is said twice");
            }
            return this;
        }
    }
}
