package io.pgspan.operators.kubedb.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.PgspanException;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.FieldClass;
import io.pgspan.operators.manifest.TreePath;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * In which way each change of a {@code Postgres} is made: the table's way, unless what surrounds the field says otherwise, for example that the
 * whole part is new, that a size shrinks, or that a container is not KubeDB's own.
 */
final class Ways {
    /** The containers whose resources a request scales. */
    static final Set<String> SCALED = Set.of("postgres", "pg-coordinator");

    private static final int GROUP_DEPTH = 3;
    private static final int SEGMENTS_UNTIL = 12;
    private static final int DIGITS_MAX = 4;
    private static final Set<String> FALSE_UNLESS_SAID = Set.of("distributed", "halted", "enforceFsGroup");

    private final Stored storedBefore;
    private final Stored storedAfter;
    private final boolean tls;

    Ways(Stored storedBefore, Stored storedAfter, List<Change> changes) {
        this.storedBefore = storedBefore;
        this.storedAfter = storedAfter;
        boolean isTls = false;
        for (Change change : changes) {
            isTls |= change.isIn(At.TLS) || change.isIn(At.CLIENT_AUTH_MODE);
        }
        this.tls = isTls;
    }

    /** The way of one change. An unknown field is patched: its author waived it. */
    Way of(Change change) {
        Optional<FieldClass> row = KubeDbFieldClasses.POSTGRES.of(change.path());
        Way way = row.map(known -> Way.of(known.way())).orElse(Way.PATCH);
        if (change.isIn(At.ARBITER) && isToggled(At.ARBITER)) {
            return Way.PATCH;
        }
        if (change.isIn(At.REMOTE_REPLICA) && isToggled(At.REMOTE_REPLICA)) {
            return Way.REFUSE;
        }
        if (change.isIn(At.READ_REPLICAS)) {
            return readReplica(change, way);
        }
        if (change.isIn(At.SSL_MODE) && tls) {
            return Way.RECONFIGURE_TLS;
        }
        return switch (way) {
            case VOLUME_EXPANSION -> expansion(change);
            case STORAGE_MIGRATION -> change.isAdded() || change.isRemoved() || isEphemeral() ? Way.REFUSE : way;
            case VERTICAL_SCALING -> scaling(change);
            case RECONFIGURE_TLS ->
                change.isRemoved() && change.isIn(At.TLS_ISSUER_REF) && !isToggled(At.TLS) ? Way.REFUSE : way;
            case UPDATE_VERSION -> {
                int from = major(change.before());
                int to = major(change.after());
                yield to < from || crossesPolicies(from, to) ? Way.REFUSE : way;
            }
            default -> way;
        };
    }

    /**
     * Whether no object is accepted on the way: until 12 the webhook takes only walLimitPolicy WALKeepSegment, since 13 anything but that, and a
     * request changes the version alone.
     */
    static boolean crossesPolicies(int from, int to) {
        return from > 0 && from <= SEGMENTS_UNTIL && to > SEGMENTS_UNTIL;
    }

    private Way readReplica(Change change, Way way) {
        TreePath group = change.path();
        for (int depth = group.steps().size(); depth > GROUP_DEPTH; depth--) {
            group = group.parent();
        }
        if (!group.last().isKeyed()) {
            return Way.HORIZONTAL_SCALING;
        }
        boolean was = !storedBefore.at(group).isMissingNode();
        boolean is = !storedAfter.at(group).isMissingNode();
        if (was != is) {
            return Way.HORIZONTAL_SCALING;
        }
        boolean gone = storedAfter.at(group.field("resources")).isMissingNode();
        return way == Way.VERTICAL_SCALING && gone ? Way.RESTART : way;
    }

    private Way expansion(Change change) {
        boolean arbiter = change.isIn(At.ARBITER);
        boolean larger = compare(storedBefore.at(change.path()), storedAfter.at(change.path())) < 0;
        return larger && (arbiter || !isEphemeral()) ? Way.VOLUME_EXPANSION : Way.REFUSE;
    }

    private Way scaling(Change change) {
        boolean exporterGone = storedAfter.at(At.EXPORTER_RESOURCES).isMissingNode();
        if (change.isIn(At.EXPORTER_RESOURCES)) {
            return exporterGone || isToggled(At.MONITOR) ? Way.RESTART : Way.VERTICAL_SCALING;
        }
        for (TreePath.Step step : change.path().steps()) {
            if (step.isKeyed() && !SCALED.contains(step.item())) {
                return Way.RESTART;
            }
        }
        return Way.VERTICAL_SCALING;
    }

    private boolean isEphemeral() {
        return storedBefore.at(At.STORAGE_TYPE).asText().equals("Ephemeral");
    }

    /** Whether a part is there on one side only. */
    private boolean isToggled(TreePath path) {
        return storedBefore.at(path).isMissingNode() != storedAfter.at(path).isMissingNode();
    }

    /** Whether both sides mean the same although they are written otherwise: a default is written out, or a quantity in another unit. */
    boolean isSame(Change change) {
        JsonNode was = storedBefore.at(change.path());
        JsonNode is = storedAfter.at(change.path());
        if (was.isMissingNode() != is.isMissingNode()
                && FALSE_UNLESS_SAID.contains(change.path().last().key())) {
            return was.asBoolean(false) == is.asBoolean(false);
        }
        return was.equals(is)
                || (isAmount(change) && !was.isMissingNode() && !is.isMissingNode() && compare(was, is) == 0);
    }

    private static boolean isAmount(Change change) {
        for (TreePath.Step step : change.path().steps()) {
            if (step.key().equals("requests") || step.key().equals("limits")) {
                return true;
            }
        }
        return false;
    }

    /** Amounts in order; what is no amount is never the same as, nor less than, anything. */
    static int compare(JsonNode was, JsonNode is) {
        try {
            return Quantity.of(was.asText()).compareTo(Quantity.of(is.asText()));
        } catch (PgspanException e) {
            return 1;
        }
    }

    /** The number before the first point of a version's name; 0 when there is none. */
    static int major(JsonNode version) {
        String text = version.asText();
        int major = 0;
        for (int i = 0; i < text.length() && i < DIGITS_MAX && Character.isDigit(text.charAt(i)); i++) {
            major = 10 * major + Character.digit(text.charAt(i), 10);
        }
        return major;
    }
}
