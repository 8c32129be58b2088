package io.pgspan.model.validation;

import static io.pgspan.model.validation.Mistake.hippo;
import static io.pgspan.model.validation.Mistake.wish;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.CloneOf;
import io.pgspan.model.backup.InitDb;
import io.pgspan.model.backup.LogicalImport;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.backup.RestoreFrom;
import io.pgspan.model.replication.Connection;
import io.pgspan.model.replication.StandbyCluster;
import java.util.stream.Stream;

class SourceRulesTest extends RuleContract {

    static Stream<Mistake> mistakes() {
        return Stream.of(
                wish(
                        "source.repository",
                        "dataSource.repositoryName",
                        "",
                        w -> w.dataSource(RestoreFrom.builder().build())),
                wish(
                        "source.repository",
                        "dataSource.repositoryName",
                        "r",
                        w -> w.dataSource(
                                RestoreFrom.builder().repositoryName("r").build())),
                wish(
                        "source.repository",
                        "dataSource.repositoryName",
                        "r",
                        w -> w.dataSource(RestoreFrom.builder()
                                .repositoryName("r")
                                .repository(REPOSITORY)
                                .build())),
                wish(
                        "source.clone",
                        "dataSource",
                        "",
                        w -> w.dataSource(CloneOf.builder().build())),
                wish(
                        "source.clone",
                        "dataSource",
                        "other",
                        w -> w.dataSource(CloneOf.builder()
                                .clusterName("other")
                                .connection(SERVER)
                                .build())),
                wish(
                        "source.import",
                        "dataSource.databases",
                        "",
                        w -> w.dataSource(LogicalImport.builder().source(SERVER).build())),
                wish(
                        "source.import",
                        "dataSource.databases",
                        "a, b",
                        w -> w.dataSource(LogicalImport.builder()
                                .source(SERVER)
                                .addDatabase("a")
                                .addDatabase("b")
                                .build())),
                wish(
                        "source.import",
                        "dataSource.roles",
                        "r",
                        w -> w.dataSource(LogicalImport.builder()
                                .source(SERVER)
                                .addDatabase("a")
                                .addRole("r")
                                .build())),
                wish(
                        "source.wal-segment",
                        "dataSource.walSegmentMegabytes",
                        24,
                        w -> w.dataSource(
                                InitDb.builder().walSegmentMegabytes(24).build())),
                wish(
                        "source.wal-segment",
                        "dataSource.walSegmentMegabytes",
                        2048,
                        w -> w.dataSource(
                                InitDb.builder().walSegmentMegabytes(2048).build())),
                wish(
                        "standby.source",
                        "standby",
                        "",
                        w -> w.standby(StandbyCluster.builder().build())),
                wish(
                        "standby.repository",
                        "standby.repository",
                        "r",
                        w -> w.standby(StandbyCluster.builder().repository("r").build())),
                wish(
                        "standby.data-source",
                        "dataSource",
                        "InitDb",
                        w -> w.standby(StandbyCluster.builder().stream(SERVER).build())
                                .dataSource(InitDb.builder().build())));
    }

    static Stream<PostgresCluster> right() {
        return Stream.of(
                hippo().dataSource(RestoreFrom.builder().repository(REPOSITORY).build())
                        .build(),
                hippo().dataSource(RestoreFrom.builder()
                                .clusterName("other")
                                .repositoryName("theirs")
                                .build())
                        .build(),
                hippo().backups(Backups.builder().addRepository(REPOSITORY).build())
                        .dataSource(RestoreFrom.builder().repositoryName("r").build())
                        .standby(StandbyCluster.builder().repository("r").build())
                        .build(),
                hippo().dataSource(CloneOf.builder().connection(SERVER).build()).build(),
                hippo().dataSource(LogicalImport.builder()
                                .source(SERVER)
                                .kind(LogicalImport.Kind.WHOLE_SERVER)
                                .addRole("r")
                                .build())
                        .build(),
                hippo().dataSource(InitDb.builder().walSegmentMegabytes(64).build())
                        .standby(StandbyCluster.builder().stream(SERVER)
                                .enabled(false)
                                .build())
                        .build());
    }

    private static final Connection SERVER = Connection.builder().host("old").build();

    private static final Repository REPOSITORY = Repository.builder()
            .name("r")
            .target(new RepositoryTarget.Existing(null, "e"))
            .build();
}
