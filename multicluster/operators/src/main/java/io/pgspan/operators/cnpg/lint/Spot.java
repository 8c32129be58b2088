package io.pgspan.operators.cnpg.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.pgspan.operators.manifest.TreePath;
import java.util.List;

/**
 * A place that a trap looks at in every object: its path is taken apart once, not for each object.
 *
 * @param path the place
 * @param steps the steps of the path
 */
record Spot(TreePath path, List<TreePath.Step> steps) {
    static Spot of(String path) {
        TreePath place = TreePath.of(path);
        return new Spot(place, place.steps());
    }

    /** The value there; a missing node when there is none. */
    JsonNode in(JsonNode object) {
        JsonNode node = object;
        for (TreePath.Step step : steps) {
            node = step.isField() ? node.path(step.key()) : node.path(step.index());
        }
        return node;
    }

    /** The list there; a missing node when there is none, or something else. */
    JsonNode list(JsonNode object) {
        JsonNode list = in(object);
        return list.isArray() ? list : MissingNode.getInstance();
    }

    /** The place of an item of the list there. */
    TreePath item(int index) {
        return path.index(index);
    }
}
