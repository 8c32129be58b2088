package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.backup.DataSource;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RestoreFrom;
import io.pgspan.model.backup.VolumesOf;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.podspec.TextFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code dataSource}: of several, the first of {@code postgresCluster}, {@code pgbackrest} and {@code volumes} counts. */
final class SourceSection {
    private static final String OBJECT = "dataSource";
    private static final String CLUSTER = "postgresCluster";
    private static final String TOOL = "pgbackrest";
    private static final String VOLUMES = "volumes";
    private static final String OPTIONS = "options";
    private static final String GLOBAL = "global";
    private static final String STANZA = "stanza";
    private static final String STANZA_DEFAULT = "db";
    private static final String CLAIM = "pvcName";
    private static final String DIRECTORY = "directory";
    private static final String DATA = "pgDataVolume";
    private static final String WAL = "pgWALVolume";
    private static final String REPOSITORY = "pgBackRestVolume";

    private SourceSection() {}

    static Optional<DataSource> read(Cursor spec) {
        Cursor source = spec.object(OBJECT);
        source.origin(OBJECT);
        claims(source.peek(VOLUMES).isObject() ? source.object(VOLUMES) : source.object("none"));
        if (source.peek(CLUSTER).isObject()) {
            return cluster(source.object(CLUSTER));
        }
        if (source.peek(TOOL).isObject()) {
            return tool(source.object(TOOL));
        }
        return source.peek(VOLUMES).path(DATA).isObject() ? volumes(source.object(VOLUMES)) : Optional.empty();
    }

    /** Each volume that is named has a claim, whether or not another source counts. */
    private static void claims(Cursor volumes) {
        for (String name : List.of(DATA, WAL, REPOSITORY)) {
            Cursor volume = volumes.object(name);
            if (volume.isPresent() && !volume.has(CLAIM)) {
                volume.missing(CLAIM, "name the claim");
            }
        }
    }

    private static Optional<DataSource> cluster(Cursor cluster) {
        Optional<String> repository = cluster.requiredText("repoName", "name a repository, for example repo1");
        cluster.origin("dataSource.repositoryName", "repoName");
        if (repository
                .filter(name -> !RepositoryFields.NAME.matcher(name).matches())
                .isPresent()) {
            cluster.reject(
                    "repository-name",
                    "repoName",
                    "pgBackRest numbers its repositories",
                    "write one of repo1 to repo4");
        }
        RestoreFrom.Builder source = RestoreFrom.builder()
                .clusterName(said(cluster, "clusterName"))
                .namespace(said(cluster, "clusterNamespace"))
                .repositoryName(repository);
        options(cluster, source);
        return repository.map(name -> source.build());
    }

    /** An empty name means what an absent one means. */
    private static Optional<String> said(Cursor cursor, String field) {
        return cursor.text(field).filter(name -> !name.isEmpty());
    }

    private static void options(Cursor parent, RestoreFrom.Builder source) {
        List<String> options = new ArrayList<>();
        boolean texts = true;
        for (JsonNode one : parent.peek(OPTIONS)) {
            texts &= one.isTextual();
            options.add(one.asText(""));
        }
        if (texts && RestoreOptions.read(options, source)) {
            parent.texts(OPTIONS);
        }
    }

    private static Optional<DataSource> tool(Cursor tool) {
        Cursor repo = tool.object("repo");
        if (repo.has("volume")) {
            repo.reject(
                    "repository-kind",
                    "volume",
                    "a repository without its cluster is in an object store",
                    "write s3, gcs or azure, or name the cluster");
        }
        if (!tool.has("repo")) {
            tool.missing("repo", "say where the backups are");
        }
        if (tool.peek(STANZA).asText("").equals(STANZA_DEFAULT)) {
            tool.text(STANZA);
        }
        RestoreFrom.Builder source = RestoreFrom.builder();
        options(tool, source);
        Optional<Repository> plain =
                repo.isPresent() ? RepositoryFields.read(repo, "dataSource.repository") : Optional.empty();
        return plain.map(one -> source.repository(described(tool, one)).build());
    }

    private static Repository described(Cursor tool, Repository plain) {
        Optional<SecretRef> secret = RepositoryFields.secret(tool);
        Cursor global = tool.object(GLOBAL);
        Map<String, String> all = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : global.peek().properties()) {
            if (entry.getValue().isTextual()) {
                all.put(entry.getKey(), entry.getValue().textValue());
            }
        }
        GlobalOptions options = new GlobalOptions(all);
        Repository read = options.read(plain, secret.orElse(null));
        all.keySet().stream().filter(name -> !options.rest().containsKey(name)).forEach(global::skip);
        if (GlobalOptions.secret(List.of(read)).isPresent()) {
            RepositoryFields.skipSecret(tool);
        }
        return read;
    }

    private static Optional<DataSource> volumes(Cursor volumes) {
        Cursor data = volumes.object(DATA);
        return data.text(CLAIM)
                .map(claim -> VolumesOf.builder()
                        .dataClaim(claim)
                        .dataDirectory(data.text(DIRECTORY))
                        .walClaim(volumes.object(WAL).text(CLAIM))
                        .repositoryClaim(volumes.object(REPOSITORY).text(CLAIM))
                        .build());
    }

    static void write(PostgresCluster wish, ObjectNode spec) {
        wish.dataSource().ifPresent(source -> {
            if (source instanceof RestoreFrom restore) {
                write(restore, spec.putObject(OBJECT));
            } else if (source instanceof VolumesOf volumes) {
                write(volumes, spec.putObject(OBJECT).putObject(VOLUMES));
            }
        });
    }

    private static void write(RestoreFrom restore, ObjectNode object) {
        ObjectNode source = object.putObject(restore.repository().isPresent() ? TOOL : CLUSTER);
        restore.repository().ifPresent(repository -> {
            source.put(STANZA, STANZA_DEFAULT);
            RepositoryFields.writeSecret(source, List.of(repository));
            TextFields.write(source, GLOBAL, GlobalOptions.of(repository));
            RepositoryFields.write(repository, source.putObject("repo"));
        });
        restore.clusterName().ifPresent(name -> source.put("clusterName", name));
        restore.namespace().ifPresent(name -> source.put("clusterNamespace", name));
        restore.repositoryName().ifPresent(name -> source.put("repoName", name));
        TextFields.write(source, OPTIONS, RestoreOptions.of(restore));
    }

    private static void write(VolumesOf volumes, ObjectNode object) {
        ObjectNode data = object.putObject(DATA).put(CLAIM, volumes.dataClaim());
        volumes.dataDirectory().ifPresent(name -> data.put(DIRECTORY, name));
        volumes.walClaim().ifPresent(name -> object.putObject(WAL).put(CLAIM, name));
        volumes.repositoryClaim().ifPresent(name -> object.putObject(REPOSITORY).put(CLAIM, name));
    }
}
