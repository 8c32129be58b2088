package io.pgspan.operators.translation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.access.SslMode;
import io.pgspan.model.backup.RestoreFrom;
import io.pgspan.model.plan.Plan;
import io.pgspan.model.replication.Connection;
import io.pgspan.operators.Dialect;
import io.pgspan.operators.DialectOptions;
import io.pgspan.operators.Residue;
import io.pgspan.operators.conduct.Conduct;
import io.pgspan.operators.conduct.Receiving;
import io.pgspan.operators.conduct.Serving;
import io.pgspan.operators.feature.Support;
import io.pgspan.operators.feature.UnsupportedFeature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Every way of the data for a pair of operators and a cluster: those that can be gone first, the shortest outage first among them. */
final class Ways<B extends DialectOptions> {
    /** The role the new cluster logs in as, where its operator has none of its own for that. */
    private static final String ROLE = "mover";

    private static final String PASSWORD = "password";

    private final MoveContext move;
    private final Dialect<B> to;
    private final B options;

    Ways(
            PostgresCluster source,
            PostgresCluster target,
            Dialect<?> from,
            Dialect<B> to,
            B options,
            Optional<Connection> reached) {
        Conduct there = to.conduct();
        Serving serving = from.conduct().serving().of(source);
        Receiving receiving = there.receiving().of(target);
        this.move = new MoveContext(
                source,
                target,
                from.id(),
                to.id(),
                serving,
                receiving,
                reached.orElseGet(() -> connection(source, target, serving, receiving)));
        this.to = to;
        this.options = options;
    }

    List<DataMove> all() {
        List<DataMove> all = new ArrayList<>();
        for (Way way : Way.values()) {
            all.add(move(way));
        }
        all.sort(Comparator.comparing((DataMove one) -> !one.isPossible()).thenComparing(DataMove::way));
        return List.copyOf(all);
    }

    private DataMove move(Way way) {
        Judgement judgement = Judgement.of(way, move);
        String title = way.title() + ": from " + move.from() + " to " + move.to();
        return judgement.possible() == Support.NO
                ? new DataMove(way, Support.NO, judgement.why(), new Plan(title, List.of()), List.of())
                : new DataMove(
                        way,
                        judgement.possible(),
                        judgement.why(),
                        new Plan(title, new WaySteps(move).of(way)),
                        beginning(way));
    }

    /** The manifests the new cluster begins with on a way; none where its operator can't say them. */
    private List<ObjectNode> beginning(Way way) {
        Optional<PostgresCluster> begun = switch (way) {
            case STANDBY -> Optional.of(move.receiving().standby().of(move.target(), move.connection()));
            case BACKUP ->
                Judgement.repository(move.source())
                        .map(repository -> move.target()
                                .withInitScripts(List.of())
                                .withDataSource(RestoreFrom.builder()
                                        .clusterName(Optional.of(move.source().name())
                                                .filter(name -> move.receiving().restoresByName()))
                                        .repository(repository.toBuilder()
                                                .schedules(List.of())
                                                .retention(Optional.empty())
                                                .build())
                                        .build()));
            case IMPORT -> Optional.of(move.receiving().imported().of(move.target(), move.connection()));
            case DUMP -> Optional.empty();
        };
        return begun.map(this::written).orElse(List.of());
    }

    private List<ObjectNode> written(PostgresCluster begun) {
        PostgresCluster wish = Losses.leave(begun, to, options, new ArrayList<UnsupportedFeature>());
        boolean whole = wish.dataSource().isPresent() == begun.dataSource().isPresent()
                && wish.standby().isPresent() == begun.standby().isPresent();
        return whole && to.unsupported(wish, options).isEmpty() ? to.write(wish, options, Residue.none()) : List.of();
    }

    private static Connection connection(
            PostgresCluster source, PostgresCluster target, Serving serving, Receiving receiving) {
        Connection.Builder connection = Connection.builder()
                .host(serving.primary())
                .user(receiving.role().isEmpty() ? ROLE : receiving.role())
                .password(new SecretRef(target.name() + "-source", PASSWORD));
        if (serving.encrypts() || source.tls().isPresent()) {
            connection.sslMode(SslMode.REQUIRE);
        }
        return connection.build();
    }
}
