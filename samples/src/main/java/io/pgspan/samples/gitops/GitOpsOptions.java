package io.pgspan.samples.gitops;

import io.pgspan.model.PgspanException;
import io.pgspan.model.plan.Step.Risk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the caller asked for.
 *
 * @param before a folder or, with a repository, a revision
 * @param after the same of the other side
 * @param repository where both are revisions
 * @param path the folder of the repository; empty for the whole
 * @param format how the answer is written
 * @param allowed the greatest risk that ends with 0
 * @param deletionAllowed whether a cluster whose manifests are gone ends with 0
 * @param waivers unknown fields to accept
 */
record GitOpsOptions(
        String before,
        String after,
        Optional<Path> repository,
        String path,
        Format format,
        Risk allowed,
        boolean deletionAllowed,
        List<String> waivers) {
    static final String USAGE = """
            usage: gitops [options] BEFORE AFTER
            BEFORE and AFTER are folders of manifests or, with --repository, revisions
              --repository DIR    a git repository
              --path FOLDER       only what lies below this folder of the repository
              --format FORMAT     text (the default), markdown or json
              --allow RISK        the greatest risk that ends with 0: none (the default), reload, rolling-restart, switchover,
                                  downtime, data-movement
              --allow-deletion    a cluster whose manifests are gone ends with 0 too
              --waive PATH,...    fields that pgspan doesn't know and that are fine
            """;

    /** How the answer is written. */
    enum Format {
        TEXT,
        MARKDOWN,
        JSON
    }

    /** @throws PgspanException with what is wrong and how it is to be called */
    static GitOpsOptions of(List<String> arguments) {
        List<String> sides = new ArrayList<>();
        List<String> waivers = new ArrayList<>();
        Optional<Path> repository = Optional.empty();
        String path = "";
        Format format = Format.TEXT;
        Risk allowed = Risk.NONE;
        boolean deletion = false;
        for (Iterator<String> i = arguments.iterator(); i.hasNext(); ) {
            String argument = i.next();
            switch (argument) {
                case "--repository" -> repository = Optional.of(Path.of(value(argument, i)));
                case "--path" -> path = value(argument, i);
                case "--format" -> format = word(Format.class, argument, value(argument, i));
                case "--allow" -> allowed = word(Risk.class, argument, value(argument, i));
                case "--allow-deletion" -> deletion = true;
                case "--waive" ->
                    waivers.addAll(Arrays.asList(value(argument, i).split(",", -1)));
                default -> {
                    if (argument.startsWith("-")) {
                        throw wrong("there is no option " + argument);
                    }
                    sides.add(argument);
                }
            }
        }
        if (sides.size() != 2) {
            throw wrong(sides.size() + " sides are named, not two");
        }
        if (allowed == Risk.IMPOSSIBLE) {
            throw wrong("--allow: what is impossible can't be allowed");
        }
        if (repository.isEmpty() && !path.isEmpty()) {
            throw wrong("--path belongs to --repository");
        }
        return new GitOpsOptions(
                sides.get(0), sides.get(1), repository, path, format, allowed, deletion, List.copyOf(waivers));
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw wrong(option + " needs a value");
        }
        return rest.next();
    }

    private static <E extends Enum<E>> E word(Class<E> type, String option, String word) {
        try {
            return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new PgspanException(option + ": there is no '" + word + "'\n" + USAGE, e);
        }
    }

    private static PgspanException wrong(String what) {
        return new PgspanException(what + "\n" + USAGE);
    }

    /** Both sides' texts. */
    Manifests side(String named, String git) {
        return repository
                .map(folder -> new Git(git, folder).at(named, path))
                .orElseGet(() -> Manifests.of(Path.of(named)));
    }
}
