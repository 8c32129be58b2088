package io.pgspan.operators.kubedb.ops;

import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Toleration;
import io.pgspan.model.replication.Replication.StandbyMode;
import io.pgspan.model.replication.Replication.Streaming;
import io.pgspan.model.text.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Random requests of every type with every field, valid or not. */
final class GeneratedOps {
    private final Random random;

    private GeneratedOps(Random random) {
        this.random = random;
    }

    static OpsRequest of(long seed, OperationType type) {
        return new GeneratedOps(new Random(seed)).request(type);
    }

    private OpsRequest request(OperationType type) {
        boolean named = random.nextBoolean();
        return new OpsRequest(
                pick(List.of("demo", "")),
                named ? "ops-1" : null,
                named ? null : "ops-",
                labels(),
                labels(),
                pick(List.of("ha-postgres", "pg", "")),
                operation(type),
                maybe(this::duration),
                pick(List.of(OpsRequest.Apply.values())),
                random.nextInt(4));
    }

    private Operation operation(OperationType type) {
        return switch (type) {
            case UPDATE_VERSION -> new UpdateVersion(pick(List.of("18.3", "17.9-bookworm", "")));
            case HORIZONTAL_SCALING ->
                new HorizontalScaling(
                        maybe(() -> random.nextInt(7) - 1),
                        maybe(() -> pick(List.of(StandbyMode.values()))),
                        maybe(() -> pick(List.of(Streaming.values()))),
                        list(this::group));
            case VERTICAL_SCALING ->
                new VerticalScaling(
                        maybe(this::pod),
                        maybe(this::pod),
                        maybe(this::resources),
                        maybe(this::resources),
                        list(() -> new ReadReplicaResources("group", maybe(this::pod))),
                        pick(List.of(VerticalScaling.Mode.values())));
            case VOLUME_EXPANSION ->
                new VolumeExpansion(
                        maybe(this::quantity),
                        maybe(this::quantity),
                        maybe(() -> pick(List.of(VolumeExpansion.Mode.values()))));
            case RESTART -> new Restart();
            case RECONFIGURE ->
                new Reconfigure(
                        maybe(() -> "config"),
                        random.nextBoolean() ? Map.of() : Map.of("user.conf", "max_connections=200\n"),
                        random.nextBoolean(),
                        maybe(this::tuning),
                        pick(List.of(Reconfigure.RestartMode.values())));
            case RECONFIGURE_TLS ->
                new ReconfigureTls(
                        maybe(this::ref),
                        list(this::certificate),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        maybe(() -> pick(List.of(ReconfigureTls.SslMode.values()))),
                        maybe(() -> pick(List.of(ReconfigureTls.ClientAuthMode.values()))),
                        random.nextBoolean());
            case ROTATE_AUTH -> new RotateAuth(maybe(() -> TypedRef.secret("auth")));
            case RECONNECT_STANDBY -> new ReconnectStandby(maybe(this::duration));
            case FORCE_FAIL_OVER -> new ForceFailOver(list(() -> "pg-" + random.nextInt(3)));
            case SET_RAFT_KEY_PAIR -> new SetRaftKeyPair(labels());
            case STORAGE_MIGRATION ->
                new StorageMigration(
                        pick(List.of("fast", "")), maybe(() -> pick(List.of(StorageMigration.ReclaimPolicy.values()))));
        };
    }

    private ReadReplicaScaling group() {
        return new ReadReplicaScaling(
                "group-" + random.nextInt(1000),
                maybe(() -> random.nextInt(3)),
                random.nextBoolean(),
                maybe(this::resources),
                labels(),
                list(this::toleration),
                maybe(() -> pick(List.of(ReadReplicaScaling.StorageType.values()))),
                maybe(this::claim),
                maybe(() -> "policy"),
                maybe(this::service));
    }

    private Toleration toleration() {
        return new Toleration(
                pick(List.of("", "disk")),
                pick(List.of(Toleration.Operator.values())),
                pick(List.of("", "slow")),
                maybe(() -> pick(List.of(Toleration.Effect.values()))),
                maybe(() -> Duration.ofSeconds(random.nextInt(1000))));
    }

    private VolumeClaim claim() {
        return new VolumeClaim(
                list(() -> "ReadWriteOnce"),
                maybe(() -> "fast"),
                amounts("storage"),
                amounts("storage"),
                maybe(() -> "Block"),
                maybe(() -> "volume"),
                maybe(() -> "gold"),
                maybe(() -> new LabelSelector(
                        labels(),
                        list(() ->
                                new Requirement("k", pick(List.of(Requirement.Operator.values())), list(() -> "v"))))),
                maybe(this::ref),
                maybe(() -> new TypedRef("snapshot.storage.k8s.io", "VolumeSnapshot", "s", maybe(() -> "other"))));
    }

    private ServiceTemplate service() {
        return new ServiceTemplate(
                labels(),
                labels(),
                maybe(() -> "LoadBalancer"),
                maybe(() -> "10.0.0.1"),
                list(() -> "10.0.0.2"),
                maybe(() -> "Local"),
                maybe(() -> 30001),
                maybe(() -> "10.0.0.3"),
                list(() -> "10.0.0.0/8"),
                list(() -> new ServiceTemplate.Port(maybe(() -> "primary"), 5432, maybe(() -> 30002))),
                maybe(() -> Duration.ofSeconds(random.nextInt(100))));
    }

    private Certificate certificate() {
        return new Certificate(
                "server-" + random.nextInt(1000),
                maybe(this::ref),
                maybe(() -> "secret"),
                maybe(() -> new Certificate.Subject(
                        list(() -> "o"),
                        list(() -> "c"),
                        list(() -> "ou"),
                        list(() -> "l"),
                        list(() -> "st"),
                        list(() -> "street"),
                        list(() -> "1"),
                        maybe(() -> "7"))),
                maybe(this::duration),
                maybe(this::duration),
                list(() -> "pg.example"),
                list(() -> "10.0.0.1"),
                list(() -> "spiffe://pg"),
                list(() -> "a@pg.example"),
                maybe(() -> pick(List.of(Certificate.Encoding.values()))));
    }

    private Tuning tuning() {
        return new Tuning(
                maybe(() -> pick(List.of(Tuning.Profile.values()))),
                maybe(() -> random.nextInt(500)),
                maybe(() -> pick(List.of(Tuning.Media.values()))),
                random.nextBoolean());
    }

    private PodResources pod() {
        return new PodResources(
                resources(), maybe(() -> "LabelSelector"), maybe(() -> new PodResources.Topology("zone", "a")));
    }

    private ContainerResources resources() {
        return new ContainerResources(
                amounts("cpu"), amounts("memory"), list(() -> new ContainerResources.Claim("gpu", maybe(() -> "one"))));
    }

    private Map<String, Quantity> amounts(String resource) {
        return random.nextBoolean() ? Map.of() : Map.of(resource, quantity());
    }

    private TypedRef ref() {
        return new TypedRef(maybe(() -> "cert-manager.io"), "Issuer", "issuer", null);
    }

    private Map<String, String> labels() {
        return random.nextBoolean() ? Map.of() : Map.of("a.b/c", "", "d", "true");
    }

    private Quantity quantity() {
        return Quantity.of(pick(List.of("500m", "2Gi", "1e3", "0.7", "12")));
    }

    private Duration duration() {
        return pick(List.of(
                Duration.ZERO,
                Duration.ofMillis(300),
                Duration.ofMinutes(80),
                Duration.ofSeconds(-5),
                Duration.ofNanos(random.nextLong() / 2)));
    }

    private <T> List<T> list(Supplier<T> item) {
        return IntStream.range(0, random.nextInt(3)).mapToObj(i -> item.get()).toList();
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? null : value.get();
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
