package io.pgspan.operators.kubedb;

import io.pgspan.model.Resources;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.kubedb.ops.Tuning;
import io.pgspan.operators.kubedb.ops.TypedRef;
import io.pgspan.operators.kubedb.policy.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Options drawn at random from all that only KubeDB has; what depends on the wish is left out, the rest of a restore too. */
final class AnyOptions {
    private final RandomGenerator random;

    private AnyOptions(RandomGenerator random) {
        this.random = random;
    }

    static KubeDbOptionsBuilder of(RandomGenerator random) {
        return new AnyOptions(random).options();
    }

    /** Details for a wish that restores from an archive. */
    static RestoreDetails restore(RandomGenerator random) {
        AnyOptions any = new AnyOptions(random);
        return new RestoreDetails(
                any.ref(), any.ref(), any.pick(RestoreDetails.Strategy.values()), any.maybe(), any.ref(), any.maybe());
    }

    private KubeDbOptionsBuilder options() {
        return KubeDbOptions.builder()
                .gitOps(maybe())
                .configSecret(maybe() ? "settings" : null)
                .tuning(maybe() ? tuning() : null)
                .authSecret(maybe() ? secret() : AuthSecret.ofDefaults())
                .health(maybe() ? health() : HealthChecker.ofDefaults())
                .pods(maybe() ? pods() : PodDetails.ofDefaults())
                .waitForInitialRestore(maybe())
                .autoOpsDisabled(maybe())
                .allowedSchemas(maybe() ? schemas() : AllowedSchemas.ofDefaults())
                .mode(maybe() ? pick("Standalone", "Cluster", "RemoteReplica") : null);
    }

    private Tuning tuning() {
        return new Tuning(
                maybe() ? pick(Tuning.Profile.values()) : null,
                maybe() ? (Integer) (1 + random.nextInt(1000)) : null,
                maybe() ? pick(Tuning.Media.values()) : null,
                maybe());
    }

    private AuthSecret secret() {
        @Nullable
        TypedRef elsewhere =
                maybe() ? new TypedRef("virtual-secrets.dev", pick("Secret", "secret"), "kept", null) : null;
        return new AuthSecret(
                elsewhere,
                maybe() ? "vault" : null,
                maybe() ? Duration.ofMinutes(1 + random.nextInt(100_000)) : null,
                maybe() ? Instant.ofEpochSecond(1_700_000_000L + random.nextInt(1 << 20)) : null,
                elsewhere != null && maybe());
    }

    private HealthChecker health() {
        return new HealthChecker(
                Duration.ofSeconds(1 + random.nextInt(60)),
                Duration.ofSeconds(1 + random.nextInt(60)),
                1 + random.nextInt(5),
                maybe());
    }

    private PodDetails pods() {
        return new PodDetails(
                maybe() ? Resources.of("300m", "128Mi") : PodDetails.COORDINATOR,
                maybe() ? Resources.of("50m", "64Mi").limit("ephemeral-storage", Quantity.of("1Gi")) : PodDetails.INIT,
                maybe() ? Map.of("team", "db") : Map.of(),
                maybe() ? Map.of("x.y/z", "") : Map.of(),
                maybe());
    }

    private AllowedSchemas schemas() {
        return new AllowedSchemas(
                pick(AllowedSchemas.From.values()),
                maybe() ? LabelSelector.of(Map.of("a", "b")) : null,
                maybe()
                        ? new LabelSelector(
                                Map.of(), List.of(pick(Requirement.in("c", "d", "e"), Requirement.exists("f"))))
                        : null);
    }

    private @Nullable ObjectRef ref() {
        return maybe() ? new ObjectRef("kept", maybe() ? "elsewhere" : null) : null;
    }

    private boolean maybe() {
        return random.nextInt(3) == 0;
    }

    @SafeVarargs
    private <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }
}
