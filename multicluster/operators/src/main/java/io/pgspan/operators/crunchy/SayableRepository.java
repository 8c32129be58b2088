package io.pgspan.operators.crunchy;

import io.pgspan.model.access.SecretRef;
import io.pgspan.model.backup.BackupSchedule;
import io.pgspan.model.backup.BackupType;
import io.pgspan.model.backup.Encryption;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.backup.RepositoryTarget.S3;
import io.pgspan.model.backup.Retention;
import io.pgspan.model.text.Cron;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What PGO takes of a repository, part by part; each leaves the rest as it is. */
final class SayableRepository {
    private static final int COUNT_MAX = 9_999_999;

    private SayableRepository() {}

    /** Whether it is of a kind that PGO has, and said whole. */
    static boolean isPlace(Repository repository) {
        return repository
                .target()
                .match(
                        volume -> true,
                        s3 -> s3.endpoint().isPresent() && s3.region().isPresent(),
                        gcs -> true,
                        azure -> true,
                        existing -> false);
    }

    /** A durable volume; a path without its first slash. */
    static Repository placed(Repository repository) {
        RepositoryTarget target = repository
                .target()
                .match(
                        volume -> new RepositoryTarget.Volume(InstanceParts.durable(volume.storage())),
                        s3 -> S3.builder()
                                .from(s3)
                                .path(s3.path().flatMap(SayableRepository::path))
                                .build(),
                        gcs -> new RepositoryTarget.Gcs(
                                gcs.bucket(),
                                gcs.path().flatMap(SayableRepository::path).orElse(null),
                                gcs.credentialsRef()),
                        azure -> new RepositoryTarget.Azure(
                                azure.container(),
                                azure.account(),
                                azure.path().flatMap(SayableRepository::path).orElse(null),
                                azure.credentialsRef()),
                        existing -> existing);
        return repository.toBuilder().target(target).build();
    }

    private static Optional<String> path(String path) {
        return Optional.of(path.replaceFirst("^/+", "")).filter(left -> !left.isEmpty());
    }

    /** One schedule of five fields a type, in the order of types. */
    static Repository scheduled(Repository repository) {
        List<BackupSchedule> kept = new ArrayList<>();
        Set<BackupType> types = EnumSet.noneOf(BackupType.class);
        for (BackupSchedule one : repository.schedules()) {
            if (RepositoryFields.order().contains(one.type())
                    && one.schedule() instanceof Cron
                    && !one.isSuspended()
                    && !one.isImmediate()
                    && types.add(one.type())) {
                kept.add(one);
            }
        }
        boolean same = kept.size() == repository.schedules().size();
        return same ? repository : repository.toBuilder().schedules(kept).build();
    }

    /** The same with schedules in the order in which they are read. */
    static Repository ordered(Repository repository) {
        return repository.toBuilder()
                .schedules(repository.schedules().stream()
                        .sorted(Comparator.comparing(
                                one -> RepositoryFields.order().indexOf(one.type())))
                        .toList())
                .build();
    }

    /** Full backups by number or by whole days, differential ones by number. */
    static Repository retained(Repository repository) {
        return repository.toBuilder()
                .retention(repository.retention().flatMap(SayableRepository::kept))
                .build();
    }

    private static Optional<Retention> kept(Retention retention) {
        @Nullable
        Integer fulls = retention.fulls().filter(SayableRepository::isCount).orElse(null);
        @Nullable
        Integer differentials =
                retention.differentials().filter(SayableRepository::isCount).orElse(null);
        @Nullable
        Duration window = fulls != null
                ? null
                : retention
                        .time()
                        .filter(time -> time.equals(Duration.ofDays(time.toDays())) && time.toDays() <= COUNT_MAX)
                        .filter(time -> time.toDays() > 0)
                        .orElse(null);
        return fulls == null && differentials == null && window == null
                ? Optional.empty()
                : Optional.of(new Retention(fulls, differentials, window));
    }

    private static boolean isCount(int count) {
        return count > 0 && count <= COUNT_MAX;
    }

    /** The same with this secret, or none, for credentials of an object store and for the key of a cipher. */
    static Repository sharing(Repository repository, @Nullable SecretRef secret) {
        RepositoryTarget target = repository
                .target()
                .match(
                        volume -> volume,
                        s3 -> S3.builder()
                                .from(s3)
                                .credentials(Optional.ofNullable(secret))
                                .build(),
                        gcs -> new RepositoryTarget.Gcs(gcs.bucket(), gcs.pathName(), secret),
                        azure -> new RepositoryTarget.Azure(
                                azure.container(), azure.account(), azure.pathName(), secret),
                        existing -> existing);
        return repository.toBuilder()
                .target(target)
                .encryption(repository
                        .encryption()
                        .filter(said -> secret != null)
                        .map(said -> secret == null ? said : new Encryption(said.cipher(), secret)))
                .build();
    }

    /** The repositories with one secret for all of them: the first that any of them names, whole. */
    static List<Repository> sharing(List<Repository> repositories) {
        Optional<SecretRef> first = GlobalOptions.secret(repositories).map(secret -> SecretRef.of(secret.name()));
        return repositories.stream()
                .map(one -> sharing(one, first.orElse(null)))
                .toList();
    }

    /** The place and the schedules alone, as the object of a repository says them. */
    static Repository plain(Repository repository) {
        Repository bare = sharing(repository, null);
        RepositoryTarget target = bare.target()
                .match(
                        volume -> volume,
                        s3 -> S3.builder().from(s3).path(Optional.empty()).build(),
                        gcs -> new RepositoryTarget.Gcs(gcs.bucket(), null, null),
                        azure -> new RepositoryTarget.Azure(azure.container(), null, null, null),
                        existing -> existing);
        return bare.toBuilder()
                .target(target)
                .retention(Optional.empty())
                .encryption(Optional.empty())
                .build();
    }
}
