package org.example.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.Resources;
import io.pgspan.model.Storage;
import io.pgspan.model.fleet.PodContainer;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.ElectionModel;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.Dialect;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Residue;
import io.pgspan.operators.WriteOptions;
import io.pgspan.operators.change.ChangeRules;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Fields;
import io.pgspan.operators.decode.Findings;
import io.pgspan.operators.feature.Capabilities;
import io.pgspan.operators.feature.Feature;
import io.pgspan.operators.feature.Features;
import io.pgspan.operators.feature.InstanceFeatures;
import io.pgspan.operators.feature.OperationFeatures;
import io.pgspan.operators.feature.ReplicationFeatures;
import io.pgspan.operators.feature.Restrictions;
import io.pgspan.operators.lint.Look;
import io.pgspan.operators.lint.Trap;
import io.pgspan.operators.lint.Traps;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.TreePath;
import io.pgspan.operators.manifest.Waivers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A small operator of a platform team, {@code Database} of {@code pg.example.org/v1}, in a package that is not pgspan's. */
final class ExampleDialect implements Dialect<ExampleOptions> {
    static final String API = "pg.example.org/v1";
    static final String KIND = "Database";

    private static final String ID = "example";
    private static final Quantity CPU = Quantity.of("1");
    private static final Quantity MEMORY = Quantity.of("2Gi");
    private static final Fields FIELDS = Fields.of("""
            $: apiVersion kind status:any
            metadata: name namespace uid
            spec: version members:int volume:quantity class cpu:quantity memory:quantity settings:labels confirmations:int team note
            """);
    private static final Map<Feature, String> HAS = Map.of(
            InstanceFeatures.PARAMETERS, "spec.settings",
            ReplicationFeatures.SYNCHRONOUS, "spec.confirmations",
            OperationFeatures.DELETE_VOLUMES, "what it always does");
    private static final Capabilities TABLE = table();
    private static final Restrictions<ExampleOptions> RESTRICTIONS = Restrictions.of(TABLE, List.of());
    private static final Traps TRAPS = Traps.of(
            ID,
            List.of(List.of(Trap.warning(
                    "one-member",
                    "spec.members",
                    object -> Look.number(object, 0, "spec", "members") == 1,
                    "nobody takes over when it is lost",
                    "write 3"))));

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean isCluster(Manifest object) {
        return object.isOf("pg.example.org", KIND);
    }

    @Override
    public ExampleOptions defaults() {
        return ExampleOptions.DEFAULTS;
    }

    @Override
    public Reading<ExampleOptions> read(ManifestSet set, ReadOptions options) {
        Findings findings = Findings.of(ID);
        findings.addTexts(set, options);
        Optional<Manifest> found =
                set.manifests().stream().filter(this::isCluster).findFirst();
        List<ObjectNode> others = set.manifests().stream()
                .filter(manifest -> !found.filter(manifest::equals).isPresent())
                .map(Manifest::tree)
                .toList();
        if (found.isEmpty()) {
            return new Reading<>(
                    Optional.empty(), defaults(), new Residue(Map.of(), others), findings.all(), findings.origins());
        }
        Cursor root = Cursor.of(found.get(), findings);
        PostgresCluster wish = wish(root);
        ExampleOptions own =
                root.object("spec").text("team").map(ExampleOptions::new).orElse(defaults());
        TRAPS.judge(root);
        Map<TreePath, JsonNode> left = root.leftovers(FIELDS, Waivers.of(options.waivers()));
        return new Reading<>(
                Optional.of(wish), own, new Residue(Map.of(KIND, left), others), findings.all(), findings.origins());
    }

    private static PostgresCluster wish(Cursor root) {
        Cursor spec = root.object("spec");
        PostgresCluster.Builder wish = PostgresCluster.builder()
                .name(root.object("metadata")
                        .requiredText("name", "give it a name")
                        .orElse("unnamed"))
                .resources(Resources.of(
                        spec.quantity("cpu").orElse(CPU),
                        spec.quantity("memory").orElse(MEMORY)))
                .deletionPolicy(DeletionPolicy.DELETE_VOLUMES)
                .parameters(spec.labels("settings"));
        root.object("metadata").text("namespace").ifPresent(wish::namespace);
        spec.parsed("version", PostgresVersion::of).ifPresent(wish::version);
        spec.integer("members").ifPresent(wish::replicas);
        spec.origin("replicas", "members");
        Storage storage = new Storage(spec.quantity("volume").orElse(Quantity.of("10Gi")), null, true);
        wish.storage(spec.text("class").map(storage::onClass).orElse(storage));
        spec.integer("confirmations").map(Replication::anySynchronous).ifPresent(wish::replication);
        return wish.build();
    }

    @Override
    public Capabilities capabilities() {
        return TABLE;
    }

    private static Capabilities table() {
        Capabilities.Builder table = Capabilities.of(ID);
        for (Feature feature : Features.all()) {
            if (HAS.containsKey(feature)) {
                table.yes(feature, HAS.get(feature));
            } else {
                table.no(feature, "leave it out, or use another operator");
            }
        }
        return table.build();
    }

    @Override
    public Restrictions<ExampleOptions> restrictions() {
        return RESTRICTIONS;
    }

    @Override
    public List<ObjectNode> write(PostgresCluster wish, ExampleOptions options, Residue residue, WriteOptions how) {
        PostgresCluster cluster = RESTRICTIONS.writable(wish, options, how.waivers());
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", API).put("kind", KIND);
        object.putObject("metadata").put("name", cluster.name()).put("namespace", cluster.namespace());
        ObjectNode spec = object.putObject("spec");
        spec.put("version", cluster.version().toString())
                .put("members", cluster.replicas())
                .put("cpu", cluster.resources().cpu().toString())
                .put("memory", cluster.resources().memory().toString())
                .put("volume", cluster.storage().size().toString());
        cluster.storage().storageClass().ifPresent(name -> spec.put("class", name));
        if (!cluster.parameters().isEmpty()) {
            cluster.parameters().forEach(spec.putObject("settings")::put);
        }
        if (cluster.replication().isSynchronous()) {
            spec.put("confirmations", cluster.replication().confirmations());
        }
        if (!options.equals(ExampleOptions.DEFAULTS)) {
            spec.put("team", options.team());
        }
        residue.restore(KIND, object);
        return Stream.concat(Stream.of(object), residue.untouched().stream()).toList();
    }

    @Override
    public List<PodTemplate> pods(PostgresCluster cluster, Assignment assignment) {
        return assignment.replicas().stream()
                .map(placed -> (PodTemplate) PodTemplate.builder()
                        .name(placed.pod())
                        .namespace(cluster.namespace())
                        .clusterName(placed.clusterName())
                        .addContainers(PodContainer.of("db", cluster.resources().requests()))
                        .build())
                .toList();
    }

    @Override
    public PlacementLimits limits() {
        return new PlacementLimits(false, false, true, ElectionModel.store("local"));
    }

    @Override
    public ChangeRules changes() {
        return new ExampleChanges();
    }
}
