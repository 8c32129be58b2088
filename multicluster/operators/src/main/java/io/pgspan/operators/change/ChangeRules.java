package io.pgspan.operators.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** How one operator's clusters are changed. Pure: the same arguments give the same plan. */
public interface ChangeRules {

    /** The class of every field of a kind; empty for a kind the operator has nothing to do with. */
    Optional<FieldClasses> classes(String kind);

    /**
     * The plan from one set of objects to another, both as the dialect writes them for one wish.
     *
     * @param before what the operator has been given
     * @param after what it is to be given
     * @param observed what is known of the world
     */
    ChangePlan plan(List<ObjectNode> before, List<ObjectNode> after, Observed observed);
}
