package io.pgspan.samples.quickstart;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.plan.Step;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.text.Redacted;
import io.pgspan.multicluster.DeliveryListener;
import io.pgspan.multicluster.DeploymentPlan;
import io.pgspan.multicluster.FleetClient;
import io.pgspan.multicluster.Pgspan;
import io.pgspan.operators.feature.UnsupportedFeature;
import io.pgspan.operators.manifest.Waivers;
import io.pgspan.operators.nativeengine.NativeEngine;
import io.pgspan.operators.nativeengine.NativeEngineOptions;
import io.pgspan.placement.PodPlacement;
import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.PostgresInstall;
import io.pgspan.postgres.PostgresProbe;
import io.pgspan.testkit.fleet.FleetOptions;
import io.pgspan.testkit.fleet.SimulatedFleet;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The main job, part by part. */
final class QuickstartRun {
    private static final Duration FORM_LIMIT = Duration.ofSeconds(90);
    private static final int PASSWORD_BYTES = 18;

    private final QuickstartOptions options;
    private final Story story;

    QuickstartRun(QuickstartOptions options, Story story) {
        this.options = options;
        this.story = story;
    }

    Report run() {
        story.begin("say", "Say it");
        Wish wish = Wish.read(options);
        List<String> overrides = new ArrayList<>();
        PostgresCluster cluster = overridden(wish.cluster(), overrides);
        story.tell(wish.from() + ": " + cluster.namespace() + "/" + cluster.name() + ", PostgreSQL " + cluster.version()
                + ", "
                + cluster.replicas() + (cluster.replicas() == 1 ? " replica" : " replicas")
                + (cluster.arbiter().isPresent() ? " and an arbiter" : "") + " over "
                + String.join(", ", wish.fleet().names()) + ", hub "
                + wish.fleet().hub());
        wish.notes().forEach(note -> story.tell("note: " + note));
        overrides.forEach(override -> story.tell("override: " + override));

        Path cache = Objects.requireNonNull(options.report().toAbsolutePath().getParent())
                .resolve("embedded-postgres");
        try (Scratch scratch = Scratch.create()) {
            Path store = scratch.folder("object-store");
            try (SimulatedFleet fleet = SimulatedFleet.start(
                    wish.fleet(),
                    FleetOptions.builder()
                            .archiveStore(store)
                            .binariesCache(cache)
                            .build())) {
                return onFleet(wish, cluster, overrides, fleet, scratch, store);
            }
        }
    }

    private Report onFleet(
            Wish wish,
            PostgresCluster cluster,
            List<String> overrides,
            SimulatedFleet fleet,
            Scratch scratch,
            Path store) {
        Credentials credentials = new Credentials("postgres", password());
        Pgspan pgspan = Pgspan.on(FleetClient.of(wish.fleet().hub(), fleet.hubClient()))
                .over(wish.fleet())
                .using(NativeEngineOptions.of(credentials.password()));

        story.begin("place", "Place it");
        DeploymentPlan plan = pgspan.plan(cluster, pgspan.observe(cluster));
        story.show(plan.placement().explain());

        story.begin("deliver", "Deliver it");
        PostgresInstall install = fleet.postgres(cluster.version().major());
        story.tell("PostgreSQL " + install.version() + " (" + install.source() + ") runs for the wanted "
                + cluster.version());
        pgspan.apply(plan, new Told());
        story.tell(plan.works().size() + " ManifestWorks are on the hub");

        story.begin("lead", "Lead it");
        Members members = new Members(fleet, plan.assignment(), credentials);
        members.await("one member leads and all others stream", FORM_LIMIT, members::complete);
        story.tell(members.primary().member() + " leads, " + (cluster.replicas() - 1) + " stream");
        List<Report.Pod> before = members.topology();

        story.begin("break", "Break it");
        Report.Failover failover = new BreakIt(members, credentials, story).run();

        story.begin("save", "Save it");
        Report.Recovery recovery = new SaveIt(
                        members, credentials, store, cluster.namespace() + "/" + cluster.name(), story)
                .run(install, scratch);

        story.begin("tell", "Tell it");
        String serverVersion;
        List<Map<String, String>> replication;
        try (PostgresProbe probe = members.probe(members.primary().member())) {
            serverVersion = Objects.requireNonNull(
                    probe.query("SHOW server_version").get(0).get("server_version"));
            replication = probe.replication();
        }
        story.tell("done");
        return new Report(
                new Report.Input(
                        wish.from(),
                        cluster.namespace() + "/" + cluster.name(),
                        cluster.replicas(),
                        cluster.arbiter().isPresent(),
                        wish.fleet().hub(),
                        wish.fleet().names(),
                        cluster.version().toString(),
                        serverVersion,
                        overrides,
                        wish.notes()),
                plan.placement().pods().stream().map(p -> placement(p, fleet)).toList(),
                plan.placement().survivability().stream()
                        .map(s -> new Report.Survival(
                                s.level().name(),
                                s.domain(),
                                s.lostPods(),
                                s.survivors(),
                                s.dataSurvives(),
                                s.writable(),
                                s.why()))
                        .toList(),
                before,
                members.topology(),
                replication,
                failover,
                recovery,
                story.events(),
                story.elapsed().toMillis());
    }

    /** "No acknowledged row is lost" can only be shown for commits that wait for a standby. */
    private static PostgresCluster overridden(PostgresCluster wish, List<String> overrides) {
        PostgresCluster able = ableHere(wish, overrides);
        if (able.replicas() < 2) {
            return able;
        }
        overrides.add("the manifest asks for " + (wish.replication().isSynchronous() ? "synchronous" : "asynchronous")
                + " replication; this run commits synchronously on ANY 1 standby");
        return able.withReplication(Replication.anySynchronous(1));
    }

    /** The manifests speak to another operator: what the native engine does not have is left out, and told. */
    private static PostgresCluster ableHere(PostgresCluster wish, List<String> overrides) {
        NativeEngineOptions options = NativeEngineOptions.of(Redacted.of(""));
        List<UnsupportedFeature> unsupported = NativeEngine.restrictions().find(wish, options);
        unsupported.forEach(f -> overrides.add(f.path() + " is left out: the native engine has no "
                + f.feature().title()));
        Waivers waivers =
                Waivers.of(unsupported.stream().map(UnsupportedFeature::path).toList());
        return NativeEngine.restrictions().restrict(wish, options, waivers);
    }

    private static Redacted password() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Redacted.of(Base64.getUrlEncoder().encodeToString(bytes));
    }

    private static Report.Placement placement(PodPlacement p, SimulatedFleet fleet) {
        return new Report.Placement(
                p.pod(),
                p.cluster(),
                p.node().orElse(""),
                p.zone(),
                p.storageClass(),
                fleet.pod(p.pod()).node(),
                p.reasons());
    }

    private final class Told implements DeliveryListener {
        @Override
        public void finished(Step step) {
            story.tell(step.what());
        }

        @Override
        public void retrying(String what, int attempt, String why) {
            story.tell(what + " is repeated after attempt " + attempt + ": " + why);
        }
    }
}
