package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.access.ConfigRef;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.DataSource;
import io.pgspan.model.backup.RecoveryTarget;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.backup.RestoreFrom;
import io.pgspan.model.init.InitScript;
import io.pgspan.model.replication.StandbyCluster;
import io.pgspan.operators.decode.Cursor;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Where data comes from and goes to: {@code init}, {@code archiver}, {@code remoteReplica}. */
final class DataSection {
    private static final String INIT = "init";

    private DataSection() {}

    static Optional<DataSource> source(Cursor spec) {
        Cursor archiver = spec.object(INIT).object("archiver");
        Optional<Instant> time = archiver.instant("recoveryTimestamp");
        if (time.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(RestoreFrom.builder()
                .repository(existing(archiver.object("fullDBRepository")))
                .target(RecoveryTarget.time(time.get()))
                .build());
    }

    static List<InitScript> scripts(Cursor spec) {
        Cursor script = spec.object(INIT).object("script");
        Optional<String> configMap = name(script, "configMap", "name");
        Optional<String> secret = name(script, "secret", "secretName");
        if (configMap.isPresent()) {
            return List.of(kept(ConfigRef.Kind.CONFIG_MAP, configMap.get()));
        }
        return secret.map(name -> List.of(kept(ConfigRef.Kind.SECRET, name))).orElse(List.of());
    }

    /** Only a source that names an object and no part of it. */
    private static Optional<String> name(Cursor script, String source, String field) {
        return script.peek(source).size() == 1 ? script.object(source).text(field) : Optional.empty();
    }

    private static InitScript kept(ConfigRef.Kind kind, String name) {
        return new InitScript.Kept(new ConfigRef(kind, name, null), null);
    }

    static Optional<Backups> backups(Cursor spec) {
        Cursor archiver = spec.object("archiver");
        return existing(archiver.object("ref"))
                .map(repository -> Backups.builder()
                        .addRepository(repository)
                        .paused(archiver.bool("pause").orElse(false))
                        .build());
    }

    private static Optional<Repository> existing(Cursor ref) {
        return nameOf(ref)
                .map(name -> Repository.builder()
                        .name(name)
                        .target(new RepositoryTarget.Existing(
                                ref.text("namespace").orElse(null), name))
                        .build());
    }

    private static Optional<String> nameOf(Cursor ref) {
        return ref.isPresent() ? ref.requiredText("name", "name the object") : Optional.empty();
    }

    static Optional<StandbyCluster> standby(Cursor spec) {
        Cursor source = spec.path("remoteReplica", "sourceRef");
        return nameOf(source)
                .map(name -> StandbyCluster.builder()
                        .source(new StandbyCluster.Reference(
                                source.text("namespace").orElse(null), name))
                        .build());
    }

    static void write(PostgresCluster wish, KubeDbOptions options, ObjectNode spec) {
        if (options.waitForInitialRestore()) {
            spec.withObjectProperty(INIT).put("waitForInitialRestore", true);
        }
        wish.standby().flatMap(StandbyCluster::source).ifPresent(source -> {
            ObjectNode ref = spec.putObject("remoteReplica").putObject("sourceRef");
            ref.put("name", source.name());
            if (source.namespace() != null) {
                ref.put("namespace", source.namespace());
            }
        });
        wish.backups().ifPresent(backups -> {
            ObjectNode archiver = spec.putObject("archiver");
            if (backups.isPaused()) {
                archiver.put("pause", true);
            }
            backups.repositories().forEach(repository -> reference(archiver, "ref", repository));
        });
        wish.dataSource()
                .filter(RestoreFrom.class::isInstance)
                .map(RestoreFrom.class::cast)
                .ifPresent(restore -> {
                    ObjectNode archiver = spec.withObjectProperty(INIT).putObject("archiver");
                    if (restore.target() instanceof RecoveryTarget.AtTime at) {
                        archiver.put("recoveryTimestamp", DateTimeFormatter.ISO_INSTANT.format(at.time()));
                    }
                    restore.repository().ifPresent(repository -> reference(archiver, "fullDBRepository", repository));
                    RestoreSection.write(options.restore(), archiver);
                });
        for (InitScript script : wish.initScripts()) {
            if (script instanceof InitScript.Kept kept) {
                ObjectNode object = spec.withObjectProperty(INIT).putObject("script");
                if (kept.ref().kind() == ConfigRef.Kind.SECRET) {
                    object.putObject("secret").put("secretName", kept.ref().name());
                } else {
                    object.putObject("configMap").put("name", kept.ref().name());
                }
            }
        }
    }

    private static void reference(ObjectNode parent, String field, Repository repository) {
        ObjectNode ref = parent.putObject(field);
        ref.put("name", repository.name());
        if (repository.target() instanceof RepositoryTarget.Existing existing) {
            existing.namespace().ifPresent(namespace -> ref.put("namespace", namespace));
        }
    }
}
