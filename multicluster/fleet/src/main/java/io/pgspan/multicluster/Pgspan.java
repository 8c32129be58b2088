package io.pgspan.multicluster;

import io.pgspan.model.PgspanException;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.observed.ClusterObservation;
import io.pgspan.model.observed.Fact;
import io.pgspan.model.observed.InstanceObservation;
import io.pgspan.model.observed.InstanceObservation.Role;
import io.pgspan.multicluster.execution.Cancellation;
import io.pgspan.multicluster.execution.ExecutionLimits;
import io.pgspan.multicluster.execution.InMemoryJournal;
import io.pgspan.multicluster.execution.Pace;
import io.pgspan.multicluster.execution.PlanExecutor;
import io.pgspan.multicluster.ocm.Feedback;
import io.pgspan.multicluster.ocm.WorkFeedback;
import io.pgspan.operators.Dialect;
import io.pgspan.operators.DialectOptions;
import io.pgspan.operators.Residue;
import io.pgspan.operators.WriteOptions;
import io.pgspan.operators.nativeengine.NativeEngineOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The front door: look, plan, apply. Looking and applying talk to the hub; planning is pure.
 *
 * <pre>{@code
 * Pgspan pgspan = Pgspan.on(fleetClient).over(fleet).using(NativeEngineOptions.of(password));
 * ClusterObservation seen = pgspan.observe(hippo);
 * DeploymentPlan plan = pgspan.plan(hippo, seen);   // nothing is touched
 * System.out.println(plan.explain());               // where, why, what survives, what will be done
 * pgspan.apply(plan, listener);
 * }</pre>
 */
public final class Pgspan {
    private static final ExecutionLimits ONE_ATTEMPT =
            new ExecutionLimits(Duration.ofHours(1), Duration.ofSeconds(1), 1);

    private final FleetClient client;
    private final DeploymentPlanner planner;
    private final InstantSource clock;

    private Pgspan(FleetClient client, DeploymentPlanner planner, InstantSource clock) {
        this.client = client;
        this.planner = planner;
        this.clock = clock;
    }

    /** Begins with the way to the fleet. */
    public static OnFleet on(FleetClient client) {
        return new OnFleet(client);
    }

    /** A fleet that can be reached; which clusters and nodes it has comes next. */
    public static final class OnFleet {
        private final FleetClient client;

        private OnFleet(FleetClient client) {
            this.client = client;
        }

        /**
         * Plans for these clusters and nodes; made anew from a newer fleet at no cost.
         *
         * @throws PgspanException when the fleet names another hub than the client
         */
        public OverFleet over(Fleet fleet) {
            if (!fleet.hub().equals(client.hubName())) {
                throw new PgspanException("fleet: its hub is '" + fleet.hub() + "', but the client is of hub '"
                        + client.hubName() + "'; use the client of the fleet's own hub");
            }
            return new OverFleet(client, fleet);
        }
    }

    /** A fleet that is known; who makes pods comes next. */
    public static final class OverFleet {
        private final FleetClient client;
        private final Fleet fleet;

        private OverFleet(FleetClient client, Fleet fleet) {
            this.client = client;
            this.fleet = fleet;
        }

        /** pgspan renders the pods itself and delivers them to each cluster. */
        public Pgspan using(NativeEngineOptions options) {
            return new Pgspan(client, new DeploymentPlanner(fleet, new Engine.Native(options)), Clock.systemUTC());
        }

        /** An operator makes the pods; it is told the wish in its own words, and what it can't express is refused. */
        public <O extends DialectOptions> Pgspan using(Dialect<O> dialect) {
            return using(dialect, dialect.defaults(), WriteOptions.ofDefaults());
        }

        /**
         * An operator makes the pods; it is told the wish in its own words.
         *
         * @param options what only this operator has
         * @param how what it can't express is refused unless waived here
         */
        public <O extends DialectOptions> Pgspan using(Dialect<O> dialect, O options, WriteOptions how) {
            return using(dialect, options, Residue.none(), how);
        }

        /**
         * The same for a wish that was read, so that nothing of its manifests is lost: other objects beside it are not delivered.
         *
         * @param residue what was read of its objects and has no place in the wish or the options
         */
        public <O extends DialectOptions> Pgspan using(
                Dialect<O> dialect, O options, Residue residue, WriteOptions how) {
            return new Pgspan(
                    client,
                    new DeploymentPlanner(fleet, new Engine.Operator<>(dialect, options, residue, how)),
                    Clock.systemUTC());
        }
    }

    /** The same with another clock; only ages of observations depend on it. Default: the system's. */
    public Pgspan withClock(InstantSource other) {
        return new Pgspan(client, planner, other);
    }

    /**
     * What the hub knows of a cluster. Roles are as the pods' labels say, unknown where they say nothing. A fact's age counts from
     * the last moment at which it is known to have been true: the last heartbeat of its Kubernetes cluster where there is one, else
     * the last change it reported. An observation never decides who leads.
     *
     * @throws DeliveryException when the hub refuses or does not answer
     */
    public ClusterObservation observe(PostgresCluster cluster) {
        List<WorkFeedback> works = client.feedback(cluster.namespace(), cluster.name());
        Map<String, Optional<Instant>> heartbeats = new HashMap<>();
        List<InstanceObservation> instances = works.stream()
                .filter(work -> work.kind().equals("Pod"))
                .map(work -> instance(work, heartbeats.computeIfAbsent(work.clusterName(), client::lastHeartbeat)))
                .sorted(Comparator.comparing(InstanceObservation::pod))
                .toList();
        return new ClusterObservation(cluster.namespace(), cluster.name(), !works.isEmpty(), instances);
    }

    private InstanceObservation instance(WorkFeedback work, Optional<Instant> heartbeat) {
        Instant known = heartbeat.filter(h -> h.isAfter(work.changed())).orElse(work.changed());
        Duration age = Duration.between(known, clock.instant());
        return new InstanceObservation(
                work.name(),
                work.clusterName(),
                new Fact<>(work.value(Feedback.ROLE).map(Pgspan::role).orElse(Role.UNKNOWN), age),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Role role(String text) {
        return switch (text) {
            case "primary" -> Role.PRIMARY;
            case "standby" -> Role.STANDBY;
            case "arbiter" -> Role.ARBITER;
            default -> Role.UNKNOWN;
        };
    }

    /**
     * What applying the wish would do. Pure: the same wish, fleet and observation give the same plan.
     *
     * @throws io.pgspan.model.validation.InvalidException with all violations, when the wish is not valid on this fleet or the
     *     operator can't express it
     */
    public DeploymentPlan plan(PostgresCluster cluster, ClusterObservation seen) {
        return planner.plan(cluster, seen);
    }

    /**
     * Carries a plan out, step by step, and returns once the hub holds everything; clusters fetch their part in their own time. A
     * plan may be applied again after a failure, and a second time without effect.
     *
     * @throws DeliveryException at the first step that fails; the steps before it are done
     */
    public void apply(DeploymentPlan plan, DeliveryListener listener) {
        // each step may be said again, so that nothing needs to be remembered; the hub's own retries are enough
        PlanExecutor.with(new InMemoryJournal(), Pace.ofMachine())
                .within(ONE_ATTEMPT)
                .execute(
                        "",
                        plan.steps(),
                        step -> new DeliveryDeed(plan.deed(step.id()), client, listener),
                        listener,
                        new Cancellation())
                .orThrow();
    }
}
