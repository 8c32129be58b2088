package io.pgspan.samples.gitops;

import io.pgspan.model.PgspanException;
import io.pgspan.operators.manifest.ManifestReader.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A repository, asked by the program {@code git}. Files are read as they are committed, not as they would be exported: no attribute of the
 * repository leaves one out. Each call is bounded in time and in what it may answer.
 */
final class Git {
    /** How long one call may take. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    /** How much one call may answer. */
    static final int ANSWER_MAX = 64_000_000;

    private static final String FILE = "blob";
    private static final String LINK = "120000";
    private static final List<String> OF_A_CALLER = List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX");

    private final String program;
    private final Path repository;

    Git(String program, Path repository) {
        this.program = program;
        this.repository = repository;
    }

    /** The manifests of a revision, below a folder of the repository; an empty one is the whole of it. */
    Manifests at(String revision, String folder) {
        return () -> read(revision, folder);
    }

    private List<Source> read(String revision, String folder) {
        if (revision.startsWith("-") || revision.isBlank()) {
            throw new PgspanException("'" + revision + "' is no revision; name a commit, a branch or a tag");
        }
        String commit = text(call(List.of("rev-parse", "--verify", "--quiet", revision + "^{commit}"), revision))
                .strip();
        Map<String, String> files = files(commit, revision, folder);
        Manifests.checkCount(files.size(), repository + " at " + revision);
        return files.isEmpty() ? List.of() : contents(files, revision);
    }

    /** Ids of contents by name, in order. */
    private Map<String, String> files(String commit, String revision, String folder) {
        List<String> arguments = new ArrayList<>(List.of("ls-tree", "-r", "-z", "--full-tree", commit));
        if (!folder.isEmpty()) {
            arguments.addAll(List.of("--", folder));
        }
        Map<String, String> files = new TreeMap<>();
        for (String line : text(call(arguments, revision)).split("\0", -1)) {
            int tab = line.indexOf('\t');
            String[] said = tab < 0 ? new String[0] : line.substring(0, tab).split(" ", -1);
            boolean isFile = said.length == 3 && said[1].equals(FILE) && !said[0].equals(LINK);
            String name = line.substring(tab + 1);
            if (isFile && Manifests.isManifest(name) && !name.startsWith(".") && !name.contains("/.")) {
                files.put(name, said[2]);
            }
        }
        return files;
    }

    private List<Source> contents(Map<String, String> files, String revision) {
        byte[] answer;
        try {
            Path ids = Files.createTempFile("pgspan-git", ".ids");
            try {
                Files.writeString(ids, String.join("\n", files.values()) + "\n");
                answer = call(List.of("cat-file", "--batch"), revision, ProcessBuilder.Redirect.from(ids.toFile()));
            } finally {
                Files.delete(ids);
            }
        } catch (IOException e) {
            throw new PgspanException("the list of files could not be handed to git: " + e, e);
        }
        List<Source> sources = new ArrayList<>();
        int at = 0;
        for (String name : files.keySet()) {
            int end = at;
            while (end < answer.length && answer[end] != '\n') {
                end++;
            }
            String[] head = new String(answer, at, end - at, StandardCharsets.UTF_8).split(" ", -1);
            int length = head.length == 3 && head[1].equals(FILE) ? Integer.parseInt(head[2]) : -1;
            if (length < 0 || end + 1 + length > answer.length) {
                throw new PgspanException(repository + " at " + revision + ": git does not give " + name
                        + "; fetch the whole history of both revisions");
            }
            sources.add(new Source(name, new String(answer, end + 1, length, StandardCharsets.UTF_8)));
            at = end + 1 + length + 1;
        }
        return sources;
    }

    private byte[] call(List<String> arguments, String revision) {
        return call(arguments, revision, ProcessBuilder.Redirect.PIPE);
    }

    private byte[] call(List<String> arguments, String revision, ProcessBuilder.Redirect input) {
        List<String> command = new ArrayList<>(List.of(program, "-C", repository.toString()));
        command.addAll(arguments);
        try {
            Path errors = Files.createTempFile("pgspan-git", ".err");
            try {
                return answer(start(command, input, errors), arguments.get(0), revision, errors);
            } finally {
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new PgspanException("git " + arguments.get(0) + " in " + repository + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PgspanException("git " + arguments.get(0) + " in " + repository + " was interrupted", e);
        }
    }

    private Process start(List<String> command, ProcessBuilder.Redirect input, Path errors) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectInput(input).redirectError(errors.toFile());
        builder.environment().keySet().removeAll(OF_A_CALLER);
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new PgspanException(
                    "the program " + program + " can't be started: " + e.getMessage()
                            + "; install git in the image of the CI job, or compare two folders",
                    e);
        }
    }

    private byte[] answer(Process process, String what, String revision, Path errors)
            throws IOException, InterruptedException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        Thread watch = new Thread(() -> endAfterLimit(process), "git " + what);
        watch.setDaemon(true);
        watch.start();
        try (InputStream out = process.getInputStream()) {
            byte[] some = new byte[64 * 1024];
            for (int read = out.read(some); read >= 0; read = out.read(some)) {
                answer.write(some, 0, read);
                if (answer.size() > ANSWER_MAX) {
                    throw new PgspanException("git " + what + " in " + repository + " answers more than " + ANSWER_MAX
                            + " bytes; name a folder further down");
                }
            }
            int code = process.waitFor();
            watch.join();
            if (code != 0) {
                throw new PgspanException("git " + what + " in " + repository + " for the revision '" + revision
                        + "' ended with " + code + said(errors)
                        + "; fetch both revisions before (a shallow clone lacks older ones)");
            }
            return answer.toByteArray();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String said(Path errors) throws IOException {
        String text = Files.readString(errors).strip();
        return text.isEmpty() ? "" : ": " + String.join("; ", Arrays.asList(text.split("\\R", -1)));
    }

    private static void endAfterLimit(Process process) {
        try {
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String text(byte[] answer) {
        return new String(answer, StandardCharsets.UTF_8);
    }
}
