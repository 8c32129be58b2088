package io.pgspan.samples.gitops;

import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.PgspanException;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.ChangePlanner;
import io.pgspan.operators.Dialect;
import io.pgspan.operators.DialectOptions;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Wish;
import io.pgspan.operators.WriteOptions;
import io.pgspan.operators.change.Observed;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a change of manifests does, cluster by cluster.
 *
 * @param outcomes of every cluster of either side, the old ones first
 * @param others what becomes of objects that belong to no cluster
 */
record Review(List<Outcome> outcomes, List<String> others) {
    private static final Set<String> WITH_DATA =
            Set.of("Namespace", "PersistentVolume", "PersistentVolumeClaim", "Secret");

    /**
     * Compares two sides.
     *
     * @throws InvalidException with everything that is wrong in either side, when anything is
     * @throws PgspanException when neither side holds a cluster
     */
    static Review of(List<Source> before, List<Source> after, List<String> waivers) {
        ReadOptions options = ReadOptions.waiving(waivers);
        ManifestSet oldSet = ManifestReader.parse(before);
        ManifestSet newSet = ManifestReader.parse(after);
        Found was = Found.in(oldSet);
        Found is = Found.in(newSet);
        List<Violation> broken = new ArrayList<>();
        broken.addAll(violations("before: ", oldSet, was, options));
        broken.addAll(violations("after: ", newSet, is, options));
        InvalidException.requireNone(broken);
        if (was.clusters().isEmpty() && is.clusters().isEmpty()) {
            throw new PgspanException(
                    "neither side holds a PostgreSQL cluster of KubeDB, CloudNativePG or Crunchy; name"
                            + " the folder that has their manifests, rendered (no templates)");
        }
        return new Review(outcomes(was, is, options), others(was, is));
    }

    private static List<Violation> violations(String side, ManifestSet set, Found found, ReadOptions options) {
        List<Violation> all = new ArrayList<>(set.violations());
        found.clusters()
                .values()
                .forEach(cluster -> all.addAll(
                        cluster.dialect().read(cluster.objects(), options).violations()));
        return new LinkedHashSet<>(all)
                .stream().map(v -> v.at(side + v.source())).toList();
    }

    private static List<Outcome> outcomes(Found was, Found is, ReadOptions options) {
        List<Outcome> outcomes = new ArrayList<>();
        was.clusters().forEach((key, old) -> {
            Found.Cluster wanted = is.clusters().get(key);
            outcomes.add(
                    wanted == null
                            ? deleted(old.title(), old.dialect().read(old.objects(), options))
                            : changed(old.title(), old.dialect(), old.objects(), wanted.objects(), options));
        });
        is.clusters().forEach((key, wanted) -> {
            if (!was.clusters().containsKey(key)) {
                outcomes.add(new Outcome.Created(wanted.title()));
            }
        });
        return outcomes;
    }

    private static <O extends DialectOptions> Outcome changed(
            String title, Dialect<O> dialect, ManifestSet before, ManifestSet after, ReadOptions options) {
        WriteOptions writing = WriteOptions.waiving(options.waivers());
        try {
            return new Outcome.Changed(
                    title,
                    ChangePlanner.plan(
                            Wish.of(dialect.read(before, options)).written(writing),
                            Wish.of(dialect.read(after, options)).written(writing),
                            dialect,
                            Observed.nothing()));
        } catch (PgspanException e) {
            return new Outcome.Unplanned(title, String.valueOf(e.getMessage()));
        }
    }

    private static Outcome deleted(String title, Reading<?> reading) {
        return new Outcome.Deleted(
                title,
                reading.cluster()
                        .map(PostgresCluster::deletionPolicy)
                        .map(Review::becomesOfData)
                        .orElse("nobody knows what becomes of its data"));
    }

    private static String becomesOfData(DeletionPolicy policy) {
        return switch (policy) {
            case PROTECT -> "its operator refuses to delete it";
            case KEEP_DATA -> "its volumes, secrets and backups stay behind";
            case DELETE_VOLUMES -> "ITS DATA ARE DELETED WITH IT; secrets and backups stay behind";
            case WIPE_OUT -> "ITS DATA, ITS SECRETS AND ITS BACKUPS ARE DELETED WITH IT";
        };
    }

    private static List<String> others(Found was, Found is) {
        List<String> others = new ArrayList<>();
        was.nobodys().forEach((key, old) -> {
            Manifest wanted = is.nobodys().get(key);
            if (wanted == null && !isOwned(old, is)) {
                others.add(old.title() + " is deleted"
                        + (WITH_DATA.contains(old.kind()) ? ": WHAT IT HOLDS IS LOST" : ""));
            } else if (wanted != null && !wanted.tree().equals(old.tree())) {
                others.add(old.title() + " is changed");
            }
        });
        is.nobodys().forEach((key, wanted) -> {
            if (!was.nobodys().containsKey(key) && !isOwned(wanted, was)) {
                others.add(wanted.title() + " is new");
            }
        });
        return others;
    }

    /** Whether the other side has it among a cluster's objects, whose plan tells. */
    private static boolean isOwned(Manifest manifest, Found there) {
        return there.clusters().values().stream()
                .flatMap(cluster -> cluster.objects().manifests().stream())
                .anyMatch(one -> one.is(manifest.apiVersion(), manifest.kind())
                        && one.title().equals(manifest.title()));
    }

    /** The worst of all, after what the caller allows. */
    Verdict verdict(GitOpsOptions options) {
        Verdict worst = Verdict.FINE;
        for (Outcome outcome : outcomes) {
            Verdict one = outcome.verdict();
            boolean fine = one == Verdict.DELETION
                    ? options.deletionAllowed()
                    : one.compareTo(Verdict.of(options.allowed())) <= 0;
            worst = fine ? worst : worst.or(one);
        }
        return worst;
    }
}
