package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.backup.BackupType;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.Snapshots;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.podspec.TextFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** {@code backups}: repositories of pgBackRest and snapshots. */
final class BackupsSection {
    private static final String OBJECT = "backups";
    private static final String TOOL = "pgbackrest";
    private static final String REPOSITORIES = "repos";
    private static final String GLOBAL = "global";
    private static final String OPTIONS = "options";
    private static final String TYPE = "--type=";
    private static final Map<String, BackupType> TYPES =
            Map.of("full", BackupType.FULL, "diff", BackupType.DIFFERENTIAL, "incr", BackupType.INCREMENTAL);

    private BackupsSection() {}

    static Cursor tool(Cursor spec) {
        return spec.path(OBJECT, TOOL);
    }

    static Optional<Backups> read(Cursor spec) {
        Cursor tool = tool(spec);
        Optional<Snapshots> snapshots = snapshots(spec.path(OBJECT, "snapshots"));
        if (!tool.isPresent()) {
            return snapshots.map(said -> Backups.builder().snapshots(said).build());
        }
        GlobalOptions options = new GlobalOptions(tool.labels(GLOBAL));
        List<Repository> repositories = repositories(tool, options);
        return Optional.of(Backups.builder()
                .repositories(repositories)
                .manual(manual(tool.object("manual")))
                .snapshots(snapshots)
                .toolOptions(options.rest())
                .image(tool.text("image"))
                .build());
    }

    private static List<Repository> repositories(Cursor tool, GlobalOptions options) {
        Optional<SecretRef> secret = RepositoryFields.secret(tool);
        List<Repository> repositories = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<Cursor> items = tool.objects(REPOSITORIES);
        for (int i = 0; i < items.size(); i++) {
            Optional<Repository> plain =
                    RepositoryFields.read(items.get(i), "backups.repositories[" + repositories.size() + "]");
            if (plain.filter(one -> names.add(one.name())).isPresent()) {
                repositories.add(options.read(plain.get(), secret.orElse(null)));
            }
        }
        if (GlobalOptions.secret(repositories).isPresent()) {
            RepositoryFields.skipSecret(tool);
        }
        if (items.isEmpty() && !tool.isFaulty(REPOSITORIES)) {
            tool.missing(REPOSITORIES, "name at least one repository, or leave backups out");
        }
        return repositories;
    }

    private static Optional<Snapshots> snapshots(Cursor snapshots) {
        if (!snapshots.isPresent()) {
            return Optional.empty();
        }
        return snapshots
                .requiredText("volumeSnapshotClassName", "name the class of snapshots")
                .map(name -> Snapshots.builder().className(name).build());
    }

    /** Options beside the type stay as they are; without a type it is what pgBackRest does then. */
    private static Optional<Backups.ManualBackup> manual(Cursor manual) {
        if (!manual.isPresent()) {
            return Optional.empty();
        }
        Optional<String> repository = manual.requiredText("repoName", "name a repository, for example repo1");
        manual.origin("backups.manual.repository", "repoName");
        JsonNode options = manual.peek(OPTIONS);
        Optional<BackupType> only = Optional.empty();
        if (options.size() == 1 && options.path(0).asText("").startsWith(TYPE)) {
            only = Optional.ofNullable(TYPES.get(options.path(0).asText().substring(TYPE.length())));
        }
        if (only.isPresent()) {
            manual.skip(OPTIONS);
        }
        BackupType type = only.orElse(BackupType.INCREMENTAL);
        return repository.map(name -> new Backups.ManualBackup(name, type));
    }

    static void write(PostgresCluster wish, CrunchyOptions options, ObjectNode spec) {
        wish.backups().ifPresent(backups -> {
            ObjectNode object = spec.putObject(OBJECT);
            backups.snapshots()
                    .flatMap(Snapshots::className)
                    .ifPresent(name -> object.putObject("snapshots").put("volumeSnapshotClassName", name));
            if (!backups.repositories().isEmpty()) {
                write(backups, options, object.putObject(TOOL));
            }
        });
    }

    private static void write(Backups backups, CrunchyOptions options, ObjectNode tool) {
        backups.image().ifPresent(image -> tool.put("image", image));
        RepositoryFields.writeSecret(tool, backups.repositories());
        TextFields.write(tool, GLOBAL, global(backups));
        ArrayNode list = tool.putArray(REPOSITORIES);
        backups.repositories().forEach(one -> RepositoryFields.write(one, list.addObject()));
        backups.manual().ifPresent(manual -> {
            ObjectNode object = tool.putObject("manual").put("repoName", manual.repository());
            TYPES.forEach((word, type) -> {
                if (type == manual.type() && type != BackupType.INCREMENTAL) {
                    object.putArray(OPTIONS).add(TYPE + word);
                }
            });
        });
        SidecarFields.writeBackup(options.sidecars(), tool);
    }

    /** All options of the tool: those of the wish, and those that say something of repositories. */
    static Map<String, String> global(Backups backups) {
        Map<String, String> all = new TreeMap<>(backups.toolOptions());
        backups.repositories().forEach(one -> all.putAll(GlobalOptions.of(one)));
        return all;
    }
}
