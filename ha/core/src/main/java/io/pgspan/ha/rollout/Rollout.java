package io.pgspan.ha.rollout;

import io.pgspan.model.PgspanException;
import io.pgspan.model.PostgresVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** What is to be rolled over the members of a cluster. */
public sealed interface Rollout {

    /** Calls the function of the kind at hand. */
    <R> R match(Cases<R> cases);

    /** In a few words, for titles and reasons. */
    default String words() {
        return match(new Cases<>(
                r -> "Restart PostgreSQL",
                r -> "Recreate the pods from template " + r.revision(),
                u -> "Upgrade PostgreSQL " + u.from() + " to " + u.to(),
                p -> "Change parameters "
                        + p.changes().stream().map(ParameterChange::name).toList(),
                d -> "Drain node " + d.node()));
    }

    /** Whether pods are deleted and made anew, rather than PostgreSQL restarted in them. */
    default boolean recreatesPods() {
        return match(new Cases<>(r -> false, r -> true, u -> true, p -> false, d -> true));
    }

    /** PostgreSQL restarts on every member. A member is up to date when it started after the request. */
    record Restart() implements Rollout {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.restart().apply(this);
        }
    }

    /**
     * The pods' template has changed.
     *
     * @param revision the template's revision; another one seen later makes the plan void
     */
    record Recreate(String revision) implements Rollout {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.recreate().apply(this);
        }
    }

    /**
     * Another minor version; going back is allowed too. A change of the major version is refused by the planner, for it
     * changes the format of the data.
     *
     * @param from the version that runs
     * @param to the version wanted
     */
    record MinorUpgrade(PostgresVersion from, PostgresVersion to) implements Rollout {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.minorUpgrade().apply(this);
        }
    }

    /**
     * Changed settings. Whether a member is up to date is told by the settings it shows, not by its flag.
     *
     * @param changes no name twice
     */
    record Parameters(List<ParameterChange> changes) implements Rollout {

        /** @throws PgspanException when a name comes twice */
        public Parameters {
            changes = List.copyOf(changes);
            Set<String> names = new HashSet<>();
            for (ParameterChange change : changes) {
                if (!names.add(change.name())) {
                    throw new PgspanException(
                            "rollout: parameter '" + change.name() + "' is changed twice; name it once");
                }
            }
        }

        /**
         * The values a member is started with in a part of the plan: while standbys are raised, the greater of old and new for
         * the hot-standby settings; the new ones else.
         */
        public Map<String, String> values(StepId.Part part) {
            Map<String, String> values = new TreeMap<>();
            for (ParameterChange change : changes) {
                boolean keep = part == StepId.Part.RAISE && change.lowers();
                values.put(change.name(), keep ? change.from() : change.to());
            }
            return values;
        }

        boolean needsRestart() {
            return changes.stream().anyMatch(c -> c.takes() == ParameterChange.Takes.RESTART);
        }

        boolean raises() {
            return changes.stream().anyMatch(ParameterChange::raises);
        }

        boolean lowers() {
            return changes.stream().anyMatch(ParameterChange::lowers);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.parameters().apply(this);
        }
    }

    /**
     * A node is emptied of the cluster's members. A member is up to date when it is on another node.
     *
     * @param node the node, already closed to new pods
     */
    record Drain(String node) implements Rollout {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.drain().apply(this);
        }
    }

    /**
     * A function for each kind.
     *
     * @param restart for {@link Restart}
     * @param recreate for {@link Recreate}
     * @param minorUpgrade for {@link MinorUpgrade}
     * @param parameters for {@link Parameters}
     * @param drain for {@link Drain}
     * @param <R> what they return
     */
    record Cases<R>(
            Function<Restart, R> restart,
            Function<Recreate, R> recreate,
            Function<MinorUpgrade, R> minorUpgrade,
            Function<Parameters, R> parameters,
            Function<Drain, R> drain) {}
}
