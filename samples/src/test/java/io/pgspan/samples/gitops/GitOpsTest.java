package io.pgspan.samples.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitOpsTest {
    private static final String HIPPO = """
            apiVersion: gitops.kubedb.com/v1alpha1
            kind: Postgres
            metadata: {name: NAME, namespace: demo}
            spec:
              version: "17.2"
              replicas: 2
              storageType: Durable
              arbiter:
                resources:
                  requests: {storage: SIZE}
              storage:
                storageClassName: longhorn
                accessModes: [ReadWriteOnce]
                resources:
                  requests: {storage: 5Gi}
              deletionPolicy: POLICY
            """;

    @TempDir
    private Path temp;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return runWith("git", arguments);
    }

    private int runWith(String git, String... arguments) {
        out.reset();
        err.reset();
        return GitOps.run(List.of(arguments), git, new PrintStream(out, true), new PrintStream(err, true));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static String hippo(String name, String size) {
        return HIPPO.replace("NAME", name).replace("SIZE", size).replace("POLICY", "WipeOut");
    }

    private String folder(String name, String... filesAndTexts) throws IOException {
        Path folder = temp.resolve(name);
        Files.createDirectories(folder);
        for (int i = 0; i < filesAndTexts.length; i += 2) {
            Path file = folder.resolve(filesAndTexts[i]);
            Files.createDirectories(file.getParent());
            Files.writeString(file, filesAndTexts[i + 1]);
        }
        return folder.toString();
    }

    @Test
    void aLargerArbiterIsAVolumeExpansionAndNoRisk() throws IOException {
        int code = run(
                folder("a", "hippo.yaml", hippo("hippo", "2Gi")), folder("b", "hippo.yaml", hippo("hippo", "10Gi")));

        assertThat(code).as(err()).isZero();
        assertThat(out()).contains("=== Postgres demo/hippo", "type: VolumeExpansion", "arbiter: 10Gi", "exit code 0");
    }

    @Test
    void moreMemoryIsAVerticalScalingAndASwitchover() throws IOException {
        String before = """
                apiVersion: gitops.kubedb.com/v1alpha1
                kind: Postgres
                metadata:
                  name: ha-postgres
                  namespace: demo
                spec:
                  replicas: 3
                  version: "16.6"
                  storageType: Durable
                  podTemplate:
                    spec:
                      containers:
                        - name: postgres
                          resources:
                            limits: {memory: 1Gi}
                            requests: {cpu: 600m, memory: 1Gi}
                  storage:
                    storageClassName: standard
                    accessModes: [ReadWriteOnce]
                    resources: {requests: {storage: 1Gi}}
                  deletionPolicy: WipeOut
                """;

        int code = run(
                "--format",
                "markdown",
                folder("a", "pg.yaml", before),
                folder(
                        "b",
                        "pg.yaml",
                        before.replace("memory: 1Gi", "memory: 2Gi").replace("600m", "700m")));

        assertThat(code).as(err()).isEqualTo(13);
        assertThat(out())
                .contains("type: VerticalScaling", "cpu: 700m", "name: ha-postgres-verticalscaling-", "Exit code 13");
    }

    @Test
    void equalFoldersAreFine() throws IOException {
        assertThat(run(folder("a", "hippo.yaml", hippo("hippo", "2Gi")), folder("b", "x/y.yml", hippo("hippo", "2Gi"))))
                .isZero();
        assertThat(out()).contains("nothing is to be done");
    }

    @Test
    void theHighestRiskOfAllClustersIsTheExitCodeUnlessItIsAllowed() throws IOException {
        String before = folder("a", "one.yaml", hippo("one", "2Gi"), "two.yaml", hippo("two", "2Gi"));
        String after = folder(
                "b",
                "one.yaml",
                hippo("one", "3Gi"),
                "two.yaml",
                hippo("two", "2Gi").replace("longhorn", "faster"));

        assertThat(run(before, after)).isEqualTo(15);
        assertThat(out()).contains("type: VolumeExpansion", "type: StorageMigration");
        assertThat(run("--allow", "data-movement", before, after)).isZero();
        assertThat(run("--allow", "downtime", before, after)).isEqualTo(15);
    }

    @Test
    void whatIsImpossibleIsNeverAllowed() throws IOException {
        String before = folder("a", "one.yaml", hippo("one", "2Gi"));
        String after = folder("b", "one.yaml", hippo("one", "2Gi").replace("5Gi", "4Gi"));

        assertThat(run("--allow", "data-movement", before, after)).isEqualTo(16);
        assertThat(out()).contains("does not shrink", "instead:");
        assertThat(run("--allow", "impossible", before, after)).isEqualTo(2);
    }

    @Test
    void aClusterThatIsGoneIsToldLoudly() throws IOException {
        String before = folder("a", "one.yaml", hippo("one", "2Gi"), "claim.yaml", """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: left, namespace: demo}
                """);
        String after = folder("b", "two.yaml", hippo("two", "2Gi"));

        assertThat(run(before, after)).isEqualTo(18);
        assertThat(out())
                .contains(
                        "Postgres demo/one IS DELETED: ITS DATA, ITS SECRETS AND ITS BACKUPS ARE DELETED WITH IT",
                        "Postgres demo/two is created",
                        "PersistentVolumeClaim demo/left is deleted: WHAT IT HOLDS IS LOST");
        assertThat(run("--allow-deletion", before, after)).isZero();
        run("--format", "markdown", before, after);
        assertThat(out()).contains("> [!CAUTION]\n> Postgres demo/one IS DELETED");
    }

    @Test
    void allThatIsBrokenIsToldAtOnce() throws IOException {
        String before = folder("a", "one.yaml", hippo("one", "2Gi").replace("replicas: 2", "replicas: many"));
        String after = folder(
                "b",
                "deep/one.yaml",
                hippo("one", "2Gi").replace("storageType: Durable", "storageType: Paper"),
                "two.yaml",
                "apiVersion: v1\nkind: [\n");

        assertThat(run(before, after)).isEqualTo(3);
        assertThat(err())
                .contains(
                        "before: one.yaml",
                        "spec.replicas = 'many'",
                        "after: deep/one.yaml",
                        "spec.storageType = 'Paper'",
                        "after: two.yaml");
        assertThat(out()).isEmpty();
    }

    @Test
    void objectsAreReadWithTheClusterThatNamesThem() throws IOException {
        String distributed = """
                apiVersion: apps.k8s.appscode.com/v1
                kind: PlacementPolicy
                metadata: {name: spread}
                spec:
                  clusterSpreadConstraint:
                    slice: {projectNamespace: project, sliceName: slice}
                    distributionRules: RULES
                ---
                apiVersion: kubedb.com/v1
                kind: Postgres
                metadata: {name: far, namespace: demo}
                spec:
                  version: "17.2"
                  replicas: COUNT
                  distributed: true
                  storage:
                    accessModes: [ReadWriteOnce]
                    resources: {requests: {storage: 1Gi}}
                  podTemplate: {spec: {podPlacementPolicy: {name: spread}}}
                  deletionPolicy: Delete
                """;
        String rules = "[{clusterName: west, replicaIndices: [0, 1, 2]}, {clusterName: east, replicaIndices: [LAST]}]";
        String before = folder(
                "a",
                "far.yaml",
                distributed
                        .replace("RULES", rules.replace(", {clusterName: east, replicaIndices: [LAST]}", ""))
                        .replace("COUNT", "3"),
                "near.yaml",
                hippo("near", "2Gi"));
        String after = folder(
                "b",
                "far.yaml",
                distributed.replace("RULES", rules.replace("LAST", "3, 4")).replace("COUNT", "5"),
                "near.yaml",
                hippo("near", "2Gi"));

        assertThat(run("--format", "json", before, after)).as(err()).isEqualTo(11);
        JsonNode json = new ObjectMapper().readTree(out());
        List<String> steps = new ArrayList<>();
        json.at("/clusters/0/plan/steps")
                .forEach(step -> steps.add(step.path("id").asText()));
        assertThat(steps).containsExactly("policy", "horizontal-scaling");
        assertThat(json.at("/clusters/1/plan/steps")).isEmpty();
        assertThat(json.path("exitCode").asInt()).isEqualTo(11);
    }

    @Test
    void twoRevisionsOfARepositoryAreCompared() throws Exception {
        Path repository = repository();
        Files.writeString(repository.resolve(".gitattributes"), "*.yaml export-ignore\n");
        commit(repository, "db/hippo.yaml", hippo("hippo", "2Gi"));
        git(repository, "tag", "old");
        commit(repository, "db/hippo.yaml", hippo("hippo", "2Gi").replace("longhorn", "faster"));
        Files.writeString(repository.resolve("db/hippo.yaml"), "not committed");

        int code = run("--repository", repository.toString(), "--path", "db", "old", "HEAD");

        assertThat(code).as(err()).isEqualTo(15);
        assertThat(out()).contains("type: StorageMigration");
    }

    @Test
    void aRevisionThatIsNotThereIsNamed() throws Exception {
        Path repository = repository();
        commit(repository, "hippo.yaml", hippo("hippo", "2Gi"));

        assertThat(run("--repository", repository.toString(), "nowhere", "HEAD"))
                .isEqualTo(2);
        assertThat(err()).contains("'nowhere'", "shallow clone");
        assertThat(run("--repository", repository.toString(), "HEAD", "HEAD:hippo.yaml"))
                .isEqualTo(2);
    }

    @Test
    void aFolderThatIsNoRepositoryIsTold() {
        assertThat(run("--repository", temp.toString(), "a", "b")).isEqualTo(2);
        assertThat(err()).contains("git rev-parse in " + temp);
    }

    @Test
    void whereGitIsMissingThatIsSaid() {
        assertThat(runWith("git-is-not-here", "--repository", temp.toString(), "a", "b"))
                .isEqualTo(2);
        assertThat(err()).contains("the program git-is-not-here can't be started", "install git");
    }

    @Test
    void whatIsAskedWronglyIsExplained() throws IOException {
        assertThat(run("one")).isEqualTo(2);
        assertThat(err()).contains("1 sides are named", "usage: gitops");
        assertThat(run("--loud", "a", "b")).isEqualTo(2);
        assertThat(run("--format", "pdf", "a", "b")).isEqualTo(2);
        assertThat(run(folder("a"), folder("b"))).isEqualTo(2);
        assertThat(err()).contains("neither side holds a PostgreSQL cluster");
        assertThat(run("--help")).isZero();
    }

    private Path repository() throws Exception {
        Path repository = Files.createDirectories(temp.resolve("repository"));
        git(repository, "init", "-q");
        return repository;
    }

    private static void commit(Path repository, String file, String text) throws Exception {
        Path path = repository.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        git(repository, "add", ".");
        git(repository, "-c", "user.name=test", "-c", "user.email=test@example.org", "commit", "-q", "-m", "change");
    }

    private static void git(Path repository, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
