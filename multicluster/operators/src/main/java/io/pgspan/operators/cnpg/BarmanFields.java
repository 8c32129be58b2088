package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.backup.RepositoryTarget.Azure;
import io.pgspan.model.backup.RepositoryTarget.Gcs;
import io.pgspan.model.backup.RepositoryTarget.S3;
import io.pgspan.model.backup.WalArchive;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Findings;
import io.pgspan.operators.manifest.Manifest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An object store as Barman takes it, in the {@code Cluster} and in an {@code ObjectStore} alike. Credentials that the model has no word for
 * stay unread; {@link #complete} sees to it that they then stand alone.
 */
final class BarmanFields {
    private static final Pattern PLACE = Pattern.compile("(s3|gs)://([^/]+)(?:/(.*))?");
    private static final Pattern AZURE =
            Pattern.compile("https://([a-z0-9]+)\\.blob\\.core\\.windows\\.net/([^/]+)(?:/(.*))?");
    private static final String PATH = "destinationPath";
    private static final String S3_CREDENTIALS = "s3Credentials";
    private static final String GOOGLE = "googleCredentials";
    private static final String AZURE_CREDENTIALS = "azureCredentials";
    private static final String KEY_ID = "ACCESS_KEY_ID";
    private static final String SECRET_KEY = "ACCESS_SECRET_KEY";

    /**
     * A store.
     *
     * @param target where it is
     * @param walArchive how the write-ahead log is archived, when something is said of it
     * @param serverName the name of the cluster whose backups they are, when it is said
     */
    record Store(RepositoryTarget target, Optional<WalArchive> walArchive, Optional<String> serverName) {}

    private BarmanFields() {}

    /** All of it; empty when the place has a form that the model has no word for. */
    static Optional<Store> read(Cursor configuration) {
        return target(configuration)
                .map(target -> new Store(target, archive(configuration), configuration.text("serverName")));
    }

    /** Where it is, without reading it. */
    static Optional<RepositoryTarget> peek(JsonNode configuration) {
        return configuration instanceof ObjectNode object
                ? target(Cursor.of(Manifest.of(object), Findings.of("")))
                : Optional.empty();
    }

    /** Where it is, and nothing else. */
    static Optional<RepositoryTarget> target(Cursor configuration) {
        String path = configuration.peek(PATH).asText("");
        if (path.isEmpty()) {
            configuration.requiredText(PATH, "name the bucket, for example s3://bucket/path");
            return Optional.empty();
        }
        Matcher azure = AZURE.matcher(path);
        Matcher place = PLACE.matcher(path);
        RepositoryTarget target;
        if (azure.matches()) {
            target = new Azure(azure.group(2), azure.group(1), rest(azure), azureCredentials(configuration));
        } else if (place.matches() && place.group(1).equals("gs")) {
            target = new Gcs(place.group(2), rest(place), google(configuration));
        } else if (place.matches()) {
            target = S3.builder()
                    .bucket(place.group(2))
                    .path(Optional.ofNullable(rest(place)))
                    .endpoint(configuration.text("endpointURL"))
                    .credentials(Optional.ofNullable(s3(configuration)))
                    .build();
        } else {
            return Optional.empty();
        }
        configuration.text(PATH);
        return Optional.of(target);
    }

    private static @Nullable String rest(Matcher place) {
        String rest = place.group(place.groupCount());
        return rest == null || rest.isEmpty() ? null : rest;
    }

    private static Optional<WalArchive> archive(Cursor configuration) {
        Cursor wal = configuration.object("wal");
        Optional<Integer> parallel = wal.integer("maxParallel");
        WalArchive said = WalArchive.builder()
                .compression(wal.text("compression"))
                .maxParallel(parallel.map(OptionalInt::of).orElse(OptionalInt.empty()))
                .build();
        return said.equals(WalArchive.builder().build()) ? Optional.empty() : Optional.of(said);
    }

    /** One secret with both keys; what its entries are called stays as it is. */
    private static @Nullable SecretRef s3(Cursor configuration) {
        Cursor credentials = configuration.object(S3_CREDENTIALS);
        credentials.origin("backups");
        if (credentials.peek("inheritFromIAMRole").asBoolean(false)) {
            credentials.skip("inheritFromIAMRole");
            return null;
        }
        whole(credentials, "accessKeyId");
        whole(credentials, "secretAccessKey");
        String id = credentials.peek("accessKeyId").path("name").asText("");
        String key = credentials.peek("secretAccessKey").path("name").asText("");
        if (id.isEmpty() || !id.equals(key)) {
            return null;
        }
        Cursor first = credentials.object("accessKeyId");
        first.text("name");
        CnpgWords.skipUsual(first, "key", TextNode.valueOf(KEY_ID));
        Cursor second = credentials.object("secretAccessKey");
        second.text("name");
        CnpgWords.skipUsual(second, "key", TextNode.valueOf(SECRET_KEY));
        return SecretRef.of(id);
    }

    /** What names half an entry of a secret would be lost on writing. */
    private static void whole(Cursor credentials, String field) {
        if (credentials.has(field)) {
            Cursor selector = credentials.object(field);
            for (String part : List.of("name", "key")) {
                if (!selector.has(part)) {
                    selector.missing(part, "name the secret and its entry");
                }
            }
        }
    }

    private static @Nullable SecretRef google(Cursor configuration) {
        Cursor credentials = configuration.object(GOOGLE);
        if (credentials.peek("gkeEnvironment").asBoolean(false)) {
            credentials.skip("gkeEnvironment");
            return null;
        }
        return selector(credentials, "applicationCredentials");
    }

    private static @Nullable SecretRef azureCredentials(Cursor configuration) {
        Cursor credentials = configuration.object(AZURE_CREDENTIALS);
        if (credentials.peek("inheritFromAzureAD").asBoolean(false)) {
            credentials.skip("inheritFromAzureAD");
            return null;
        }
        return selector(credentials, "connectionString");
    }

    private static @Nullable SecretRef selector(Cursor credentials, String field) {
        if (!credentials.has(field)) {
            return null;
        }
        Cursor selector = credentials.object(field);
        Optional<String> name = selector.requiredText("name", "name the secret");
        Optional<String> key = selector.requiredText("key", "name the entry of the secret");
        return name.isPresent() && key.isPresent() ? SecretRef.of(name.get(), key.get()) : null;
    }

    /** Only targets that {@link #writable} leaves as they are. */
    static void write(
            ObjectNode configuration,
            RepositoryTarget target,
            Optional<WalArchive> archive,
            Optional<String> serverName) {
        boolean done = target.<Boolean>match(
                volume -> false,
                s3 -> write(configuration, s3),
                gcs -> write(configuration, gcs),
                azure -> write(configuration, azure),
                existing -> false);
        if (done) {
            serverName.ifPresent(name -> configuration.put("serverName", name));
            archive.filter(said -> !said.equals(WalArchive.builder().build())).ifPresent(said -> {
                ObjectNode wal = configuration.putObject("wal");
                said.compression().ifPresent(compression -> wal.put("compression", compression));
                said.maxParallel().ifPresent(count -> wal.put("maxParallel", count));
            });
        }
    }

    private static boolean write(ObjectNode configuration, S3 s3) {
        configuration.put(
                PATH, "s3://" + s3.bucket() + s3.path().map(path -> "/" + path).orElse(""));
        s3.endpoint().ifPresent(url -> configuration.put("endpointURL", url));
        ObjectNode credentials = configuration.putObject(S3_CREDENTIALS);
        if (s3.credentials().isEmpty()) {
            credentials.put("inheritFromIAMRole", true);
        } else {
            String secret = s3.credentials().get().name();
            credentials.putObject("accessKeyId").put("name", secret).put("key", KEY_ID);
            credentials.putObject("secretAccessKey").put("name", secret).put("key", SECRET_KEY);
        }
        return true;
    }

    private static boolean write(ObjectNode configuration, Gcs gcs) {
        configuration.put(
                PATH,
                "gs://" + gcs.bucket() + gcs.path().map(path -> "/" + path).orElse(""));
        ObjectNode credentials = configuration.putObject(GOOGLE);
        if (gcs.credentials().isEmpty()) {
            credentials.put("gkeEnvironment", true);
        } else {
            write(
                    credentials.putObject("applicationCredentials"),
                    gcs.credentials().get());
        }
        return true;
    }

    private static boolean write(ObjectNode configuration, Azure azure) {
        configuration.put(
                PATH,
                "https://" + azure.storageAccount().orElse("") + ".blob.core.windows.net/" + azure.container()
                        + azure.path().map(path -> "/" + path).orElse(""));
        ObjectNode credentials = configuration.putObject(AZURE_CREDENTIALS);
        if (azure.credentials().isEmpty()) {
            credentials.put("inheritFromAzureAD", true);
        } else {
            write(credentials.putObject("connectionString"), azure.credentials().get());
        }
        return true;
    }

    private static void write(ObjectNode selector, SecretRef secret) {
        selector.put("name", secret.name()).put("key", secret.key().orElse(""));
    }

    /** After leftovers were put back: a pod's own identity is not said beside other credentials. */
    static void complete(ObjectNode configuration) {
        own(configuration, S3_CREDENTIALS, "inheritFromIAMRole");
        own(configuration, GOOGLE, "gkeEnvironment");
        own(configuration, AZURE_CREDENTIALS, "inheritFromAzureAD");
    }

    private static void own(ObjectNode configuration, String field, String flag) {
        if (configuration.get(field) instanceof ObjectNode credentials && credentials.size() > 1) {
            boolean others = credentials.properties().stream()
                    .anyMatch(entry ->
                            entry.getValue().isObject() && !entry.getKey().equals("region"));
            if (others || credentials.path("useDefaultAzureCredentials").asBoolean(false)) {
                credentials.remove(flag);
            }
        }
    }

    /** What of a target can be written; empty when nothing can. */
    static Optional<RepositoryTarget> writable(RepositoryTarget target) {
        return target.match(
                volume -> Optional.empty(),
                s3 -> Optional.of(S3.builder()
                        .bucket(s3.bucket())
                        .endpoint(s3.endpoint())
                        .path(s3.path().filter(path -> !path.isEmpty()))
                        .credentials(s3.credentials().map(secret -> SecretRef.of(secret.name())))
                        .build()),
                gcs -> keyed(gcs.credentials()) ? Optional.of(gcs) : Optional.empty(),
                azure -> azure.storageAccount().isPresent() && keyed(azure.credentials())
                        ? Optional.of(azure)
                        : Optional.empty(),
                existing -> Optional.empty());
    }

    private static boolean keyed(Optional<SecretRef> secret) {
        return secret.isEmpty() || secret.get().key().isPresent();
    }

    /** What of the archiving of write-ahead log can be written. */
    static Optional<WalArchive> writable(WalArchive archive) {
        WalArchive said = WalArchive.builder()
                .compression(archive.compression())
                .maxParallel(archive.maxParallel())
                .build();
        return said.equals(WalArchive.builder().build()) ? Optional.empty() : Optional.of(said);
    }
}
