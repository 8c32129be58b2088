package io.pgspan.operators.cnpg.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The label {@code cnpg.io/role}, which no pod has. */
final class RoleLabel {
    static final String HAPPENS = "no pod has the label cnpg.io/role: nothing is selected";
    static final String INSTEAD = "write cnpg.io/instanceRole: primary or replica, or cnpg.io/podRole: instance";
    private static final String LABEL = "cnpg.io/role";
    private static final int DEPTH_MAX = 40;

    private RoleLabel() {}

    /** Where an object of any kind selects by it. */
    static List<TreePath> in(JsonNode object) {
        List<TreePath> places = new ArrayList<>();
        search(object.path("spec"), TreePath.ROOT.field("spec"), 0, places);
        return places;
    }

    private static void search(JsonNode node, TreePath at, int depth, List<TreePath> places) {
        if (depth > DEPTH_MAX) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            TreePath below = at.field(entry.getKey());
            if (entry.getKey().equals(LABEL)
                    || (entry.getKey().equals("key")
                            && entry.getValue().asText("").equals(LABEL))) {
                places.add(below);
            }
            search(entry.getValue(), below, depth + 1, places);
        }
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            search(node.get(i), at.index(i), depth + 1, places);
        }
    }
}
