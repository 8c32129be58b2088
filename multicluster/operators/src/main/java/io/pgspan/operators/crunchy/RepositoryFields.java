package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.backup.BackupSchedule;
import io.pgspan.model.backup.BackupType;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.backup.RepositoryTarget.S3;
import io.pgspan.model.text.Cron;
import io.pgspan.operators.decode.Cursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A repository of pgBackRest: its place and its schedules, and the list of secrets that all of them share. */
final class RepositoryFields {
    static final Pattern NAME = Pattern.compile("repo[1-4]");
    private static final String CONFIGURATION = "configuration";
    private static final String SCHEDULES = "schedules";
    private static final Map<String, BackupType> TYPES = types();

    private RepositoryFields() {}

    private static Map<String, BackupType> types() {
        Map<String, BackupType> types = new LinkedHashMap<>();
        types.put("full", BackupType.FULL);
        types.put("differential", BackupType.DIFFERENTIAL);
        types.put("incremental", BackupType.INCREMENTAL);
        return types;
    }

    /** One of exactly one kind; empty when nothing can be made of it. */
    static Optional<Repository> read(Cursor item, String model) {
        Optional<String> name = item.requiredText("name", "write one of repo1 to repo4");
        item.origin(model);
        if (name.filter(said -> !NAME.matcher(said).matches()).isPresent()) {
            item.reject(
                    "repository-name", "name", "pgBackRest numbers its repositories", "write one of repo1 to repo4");
        }
        Optional<RepositoryTarget> target = target(item, model);
        if (name.isEmpty() || target.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Repository.builder()
                .name(name.get())
                .target(target.get())
                .schedules(schedules(item))
                .build());
    }

    private static Optional<RepositoryTarget> target(Cursor item, String model) {
        List<RepositoryTarget> targets = new ArrayList<>();
        Cursor volume = item.object("volume");
        if (volume.isPresent()) {
            targets.add(
                    new RepositoryTarget.Volume(Claims.required(volume, "volumeClaimSpec", model + ".target.storage")));
        }
        Cursor s3 = item.object("s3");
        if (s3.isPresent()) {
            targets.add(S3.builder()
                    .bucket(s3.requiredText("bucket", "name the bucket").orElse(""))
                    .endpoint(s3.requiredText("endpoint", "name the server, for example s3.eu-central-1.amazonaws.com"))
                    .region(s3.requiredText("region", "name the region"))
                    .build());
        }
        Cursor gcs = item.object("gcs");
        if (gcs.isPresent()) {
            targets.add(new RepositoryTarget.Gcs(
                    gcs.requiredText("bucket", "name the bucket").orElse(""), null, null));
        }
        Cursor azure = item.object("azure");
        if (azure.isPresent()) {
            targets.add(new RepositoryTarget.Azure(
                    azure.requiredText("container", "name the container").orElse(""), null, null, null));
        }
        if (targets.size() != 1 && item.isPresent()) {
            item.reject(
                    "repository-kind",
                    "name",
                    targets.isEmpty() ? "nothing says where it is" : "it is said to be in several places",
                    "write exactly one of volume, s3, gcs and azure");
        }
        return targets.stream().findFirst();
    }

    private static List<BackupSchedule> schedules(Cursor item) {
        Cursor object = item.object(SCHEDULES);
        List<BackupSchedule> schedules = new ArrayList<>();
        TYPES.forEach((field, type) -> {
            // a controller takes it, but it follows no clock
            if (!object.peek(field).asText("").startsWith("@every ")) {
                object.parsed(field, Cron::of)
                        .ifPresent(cron -> schedules.add(BackupSchedule.builder()
                                .schedule(cron)
                                .type(type)
                                .build()));
            }
        });
        return schedules;
    }

    /** The one secret that holds all credentials and keys; empty when there is another list, which is then left as it is. */
    static Optional<SecretRef> secret(Cursor parent) {
        JsonNode list = parent.peek(CONFIGURATION);
        JsonNode only = list.path(0);
        JsonNode name = only.path("secret").path("name");
        boolean plain = list.size() == 1
                && only.size() == 1
                && only.path("secret").size() == 1
                && name.isTextual()
                && !name.textValue().isEmpty();
        return plain ? Optional.of(SecretRef.of(name.textValue())) : Optional.empty();
    }

    /** Counts the list of secrets as read. */
    static void skipSecret(Cursor parent) {
        parent.skip(CONFIGURATION);
    }

    static void writeSecret(ObjectNode parent, List<Repository> repositories) {
        GlobalOptions.secret(repositories)
                .ifPresent(secret -> parent.putArray(CONFIGURATION)
                        .addObject()
                        .putObject("secret")
                        .put("name", secret.name()));
    }

    static void write(Repository repository, ObjectNode object) {
        object.put("name", repository.name());
        if (repository.target() instanceof RepositoryTarget.Volume volume) {
            Claims.write(object.putObject("volume"), "volumeClaimSpec", volume.storage());
        } else if (repository.target() instanceof S3 s3) {
            ObjectNode target = object.putObject("s3").put("bucket", s3.bucket());
            s3.endpoint().ifPresent(url -> target.put("endpoint", url));
            s3.region().ifPresent(region -> target.put("region", region));
        } else if (repository.target() instanceof RepositoryTarget.Gcs gcs) {
            object.putObject("gcs").put("bucket", gcs.bucket());
        } else if (repository.target() instanceof RepositoryTarget.Azure azure) {
            object.putObject("azure").put("container", azure.container());
        }
        TYPES.forEach((field, type) -> {
            for (BackupSchedule one : repository.schedules()) {
                if (one.type() == type) {
                    object.withObjectProperty(SCHEDULES)
                            .put(field, one.schedule().text());
                }
            }
        });
    }

    /** In the order in which they are read back. */
    static List<BackupType> order() {
        return List.copyOf(TYPES.values());
    }
}
