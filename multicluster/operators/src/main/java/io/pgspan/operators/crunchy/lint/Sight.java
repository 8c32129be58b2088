package io.pgspan.operators.crunchy.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.crunchy.release.PgoVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One object under judgement, with the release that is to carry it out and what several traps look for. What several ask for is worked out
 * once, when the first one asks. For one thread.
 */
final class Sight {
    /** What the names of the operator's labels and annotations begin with. */
    static final String PREFIX = "postgres-operator.crunchydata.com/";

    private final Spot root;
    private final PgoVersion release;
    private @Nullable List<Spot> claims;
    private @Nullable List<Spot> additional;
    private @Nullable List<HbaText> hbaLines;
    private @Nullable List<HbaText> hbaRules;
    private @Nullable List<RestoreOptions> restores;
    private @Nullable Map<String, List<Spot>> parameters;

    Sight(JsonNode object, PgoVersion release) {
        this.root = Spot.of(object);
        this.release = release;
    }

    PgoVersion release() {
        return release;
    }

    Spot root() {
        return root;
    }

    Spot spec(String... path) {
        return root.at("spec").at(path);
    }

    /** An annotation of the object that the operator may read. */
    Spot annotation(String name) {
        return root.at("metadata", "annotations", PREFIX + name);
    }

    String name() {
        return root.at("metadata", "name").text();
    }

    String namespace() {
        return root.at("metadata", "namespace").text();
    }

    boolean isV1() {
        return root.at("apiVersion").text().endsWith("/v1");
    }

    /** The instance sets. */
    List<Spot> sets() {
        return spec("instances").items();
    }

    /** What the operator calls a set: by its position when it has no name. */
    static String setName(Spot set) {
        String name = set.at("name").text();
        return name.isEmpty() ? SetName.at(set.index()) : name;
    }

    static int replicas(Spot set) {
        return set.at("replicas").number(1);
    }

    /** The instances of all sets. */
    int replicas() {
        return sets().stream().mapToInt(Sight::replicas).sum();
    }

    /** A place in the settings of backups. */
    Spot backrest(String... path) {
        return spec("backups", "pgbackrest").at(path);
    }

    List<Spot> repos() {
        return backrest("repos").items();
    }

    static boolean isVolume(Spot repo) {
        return repo.at("volume").is();
    }

    static boolean isCloud(Spot repo) {
        return repo.at("s3").is() || repo.at("gcs").is() || repo.at("azure").is();
    }

    Optional<Spot> repo(String name) {
        return repos().stream().filter(repo -> repo.at("name").is(name)).findFirst();
    }

    Spot global(String option) {
        return backrest("global", option);
    }

    /** Whether the cluster follows another one: the flag's default is yes. */
    boolean isStandby() {
        return spec("standby").is() && !spec("standby", "enabled").isFalse();
    }

    Spot pooler(String... path) {
        return spec("proxy", "pgBouncer").at(path);
    }

    Spot dynamic(String... path) {
        return spec("patroni", "dynamicConfiguration").at(path);
    }

    /** The claims of data: of the sets, their tablespaces, their temporary volumes and the repositories. */
    List<Spot> claims() {
        if (claims == null) {
            claims = findClaims();
        }
        return claims;
    }

    private List<Spot> findClaims() {
        List<Spot> all = new ArrayList<>();
        for (Spot set : sets()) {
            all.add(set.at("dataVolumeClaimSpec"));
            all.add(set.at("walVolumeClaimSpec"));
            all.add(set.at("volumes", "temp"));
            set.at("tablespaceVolumes").items().forEach(space -> all.add(space.at("dataVolumeClaimSpec")));
        }
        repos().forEach(repo -> all.add(repo.at("volume", "volumeClaimSpec")));
        all.add(spec("userInterface", "pgAdmin", "dataVolumeClaimSpec"));
        return all.stream().filter(Spot::is).toList();
    }

    /** The lists of additional volumes. */
    List<Spot> additional() {
        if (additional == null) {
            List<Spot> pods = new ArrayList<>();
            sets().forEach(set -> pods.add(set.at("volumes")));
            for (String of : List.of("jobs", "repoHost", "restore")) {
                pods.add(backrest(of, "volumes"));
            }
            pods.add(pooler("volumes"));
            pods.add(spec("dataSource", "postgresCluster", "volumes"));
            pods.add(spec("dataSource", "pgbackrest", "volumes"));
            additional = pods.stream()
                    .map(volumes -> volumes.at("additional"))
                    .filter(Spot::is)
                    .toList();
        }
        return additional;
    }

    /** The lines of {@code pg_hba} that Patroni is given. */
    List<HbaText> hbaLines() {
        if (hbaLines == null) {
            hbaLines = dynamic("postgresql", "pg_hba").items().stream()
                    .map(HbaText::of)
                    .toList();
        }
        return hbaLines;
    }

    /** The rules of the object's own form that are lines. */
    List<HbaText> hbaRules() {
        if (hbaRules == null) {
            hbaRules = spec("authentication", "rules").items().stream()
                    .map(rule -> rule.at("hba"))
                    .filter(Spot::is)
                    .map(HbaText::of)
                    .toList();
        }
        return hbaRules;
    }

    /** The lists of options of restores that say anything. */
    List<RestoreOptions> restores() {
        if (restores == null) {
            restores = RestoreOptions.all(this);
        }
        return restores;
    }

    /** Where a parameter of PostgreSQL is said, however it is written. */
    List<Spot> parameters(String name) {
        if (parameters == null) {
            Map<String, List<Spot>> all = new HashMap<>();
            for (Spot list : List.of(spec("config", "parameters"), dynamic("postgresql", "parameters"))) {
                for (Spot one : list.fields()) {
                    all.computeIfAbsent(one.name().toLowerCase(Locale.ROOT), known -> new ArrayList<>(1))
                            .add(one);
                }
            }
            parameters = all;
        }
        return parameters.getOrDefault(name, List.of());
    }

    /** What the operator makes services of. */
    List<Spot> services() {
        return List.of(
                        spec("service"),
                        spec("replicaService"),
                        pooler("service"),
                        spec("userInterface", "pgAdmin", "service"))
                .stream()
                .filter(Spot::is)
                .toList();
    }
}
