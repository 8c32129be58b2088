package io.pgspan.operators.crunchy;

import io.pgspan.model.access.SecretRef;
import io.pgspan.model.backup.Encryption;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.backup.RepositoryTarget.S3;
import io.pgspan.model.backup.Retention;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What pgBackRest's own options say of a repository: {@code repo1-retention-full}, {@code repo1-path} and so on. The model has words for some of them; the rest
 * are settings of the tool. A path is said without its first slash; absent, it is PGO's own, {@code /pgbackrest/repo1}.
 */
final class GlobalOptions {
    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,6}");
    private static final String FULL = "-retention-full";
    private static final String FULL_TYPE = "-retention-full-type";
    private static final String DIFFERENTIAL = "-retention-diff";
    private static final String PATH = "-path";
    private static final String CIPHER = "-cipher-type";
    private static final String ACCOUNT = "-azure-account";
    private static final String BY_COUNT = "count";
    private static final String BY_TIME = "time";

    private static final Pattern WORD = Pattern.compile(
            "repo[1-4](" + String.join("|", FULL, FULL_TYPE, DIFFERENTIAL, PATH, CIPHER, ACCOUNT) + ")");

    private final Map<String, String> rest;

    /** All options; what is said of a repository is taken out as it is read. */
    GlobalOptions(Map<String, String> all) {
        this.rest = new TreeMap<>(all);
    }

    /** What nobody has read. */
    Map<String, String> rest() {
        return rest;
    }

    /**
     * A repository with what the options say of it.
     *
     * @param secret where credentials and keys are kept, or null: then encryption, whose key is nowhere, stays a setting of the tool
     */
    Repository read(Repository plain, @Nullable SecretRef secret) {
        String name = plain.name();
        Optional<Encryption> encryption = secret == null
                ? Optional.empty()
                : Optional.ofNullable(rest.get(name + CIPHER))
                        .filter(cipher -> !cipher.equals("none"))
                        .map(cipher -> new Encryption(cipher, secret));
        encryption.ifPresent(said -> rest.remove(name + CIPHER));
        return plain.toBuilder()
                .target(target(name, plain.target(), secret))
                .retention(retention(name))
                .encryption(encryption)
                .build();
    }

    private RepositoryTarget target(String name, RepositoryTarget target, @Nullable SecretRef secret) {
        return target.match(
                volume -> volume,
                s3 -> S3.builder()
                        .from(s3)
                        .path(Optional.ofNullable(path(name)))
                        .credentials(Optional.ofNullable(secret))
                        .build(),
                gcs -> new RepositoryTarget.Gcs(gcs.bucket(), path(name), secret),
                azure -> new RepositoryTarget.Azure(azure.container(), rest.remove(name + ACCOUNT), path(name), secret),
                existing -> existing);
    }

    private @Nullable String path(String name) {
        String path = rest.getOrDefault(name + PATH, "");
        if (path.length() < 2 || path.charAt(0) != '/' || path.charAt(1) == '/') {
            return null;
        }
        rest.remove(name + PATH);
        return path.substring(1);
    }

    private Optional<Retention> retention(String name) {
        String type = rest.getOrDefault(name + FULL_TYPE, BY_COUNT);
        boolean known = type.equals(BY_COUNT) || type.equals(BY_TIME);
        @Nullable Integer full = known ? count(name + FULL) : null;
        @Nullable Integer differential = count(name + DIFFERENTIAL);
        if (full == null && differential == null) {
            return Optional.empty();
        }
        if (full != null) {
            rest.remove(name + FULL_TYPE);
        }
        if (full != null && type.equals(BY_TIME)) {
            return Optional.of(new Retention(null, differential, Duration.ofDays(full)));
        }
        return Optional.of(new Retention(full, differential, null));
    }

    private @Nullable Integer count(String option) {
        String value = rest.getOrDefault(option, "");
        if (!COUNT.matcher(value).matches()) {
            return null;
        }
        rest.remove(option);
        return Integer.valueOf(value);
    }

    /** The options that say what a repository has beside its place and schedules. */
    static Map<String, String> of(Repository repository) {
        Map<String, String> options = new TreeMap<>();
        String name = repository.name();
        repository.retention().ifPresent(kept -> {
            kept.fulls().ifPresent(count -> options.put(name + FULL, String.valueOf(count)));
            kept.differentials().ifPresent(count -> options.put(name + DIFFERENTIAL, String.valueOf(count)));
            kept.time().ifPresent(time -> {
                options.put(name + FULL, String.valueOf(time.toDays()));
                options.put(name + FULL_TYPE, BY_TIME);
            });
        });
        repository.encryption().ifPresent(encryption -> options.put(name + CIPHER, encryption.cipher()));
        path(repository.target()).ifPresent(path -> options.put(name + PATH, "/" + path));
        if (repository.target() instanceof RepositoryTarget.Azure azure) {
            azure.storageAccount().ifPresent(account -> options.put(name + ACCOUNT, account));
        }
        return options;
    }

    /** The path within an object store. */
    static Optional<String> path(RepositoryTarget target) {
        return target.match(
                volume -> Optional.empty(),
                S3::path,
                RepositoryTarget.Gcs::path,
                RepositoryTarget.Azure::path,
                existing -> Optional.empty());
    }

    /** The secret with the credentials of an object store. */
    static Optional<SecretRef> credentials(RepositoryTarget target) {
        return target.match(
                volume -> Optional.empty(),
                S3::credentials,
                RepositoryTarget.Gcs::credentials,
                RepositoryTarget.Azure::credentials,
                existing -> Optional.empty());
    }

    /** Whether an option may say what the model has words for. */
    static boolean isWord(String option) {
        return WORD.matcher(option).matches();
    }

    /** Whether a place is an object store. */
    static boolean isCloud(RepositoryTarget target) {
        return !(target instanceof RepositoryTarget.Volume) && !(target instanceof RepositoryTarget.Existing);
    }

    /** The first secret that any of the repositories names. */
    static Optional<SecretRef> secret(List<Repository> repositories) {
        for (Repository one : repositories) {
            Optional<SecretRef> named =
                    credentials(one.target()).or(() -> one.encryption().map(Encryption::key));
            if (named.isPresent()) {
                return named;
            }
        }
        return Optional.empty();
    }
}
