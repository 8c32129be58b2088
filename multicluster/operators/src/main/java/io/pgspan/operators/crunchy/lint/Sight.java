package io.pgspan.operators.crunchy.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.crunchy.release.PgoVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One object under judgement, with the release that is to carry it out and what several traps look for. */
final class Sight {
    /** What the names of the operator's labels and annotations begin with. */
    static final String PREFIX = "postgres-operator.crunchydata.com/";

    private final Spot root;
    private final PgoVersion release;

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
        return name.isEmpty() ? String.format(Locale.ROOT, "%02d", set.index()) : name;
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
        List<Spot> claims = new ArrayList<>();
        for (Spot set : sets()) {
            claims.add(set.at("dataVolumeClaimSpec"));
            claims.add(set.at("walVolumeClaimSpec"));
            claims.add(set.at("volumes", "temp"));
            set.at("tablespaceVolumes").items().forEach(space -> claims.add(space.at("dataVolumeClaimSpec")));
        }
        repos().forEach(repo -> claims.add(repo.at("volume", "volumeClaimSpec")));
        claims.add(spec("userInterface", "pgAdmin", "dataVolumeClaimSpec"));
        return claims.stream().filter(Spot::is).toList();
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
