package io.pgspan.operators.cnpg.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.lint.Trap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * A trap that may be fallen into at several places of an object, or only beside other objects.
 *
 * @param trap what it is; asked alone, an object is judged as if nothing stood beside it
 * @param places where in an object it is fallen into
 */
record CnpgTrap(Trap trap, Places places) {
    /** The field of a spec with the name that a thing has in the server. */
    static final String NAME = "name";

    private static final String DIALECT = "cnpg.";

    static CnpgTrap refused(String id, String path, Predicate<JsonNode> fires, String happens, String instead) {
        return refused(id, path, alone(path, fires), happens, instead);
    }

    static CnpgTrap warning(String id, String path, Predicate<JsonNode> fires, String happens, String instead) {
        return warning(id, path, alone(path, fires), happens, instead);
    }

    static CnpgTrap info(String id, String path, Predicate<JsonNode> fires, String happens, String instead) {
        return info(id, path, alone(path, fires), happens, instead);
    }

    /** @param path for a reader of the list of traps: the place, or what its places have in common */
    static CnpgTrap refused(String id, String path, Places places, String happens, String instead) {
        return new CnpgTrap(Trap.refused(DIALECT + id, path, judge(places), happens, instead), places);
    }

    static CnpgTrap warning(String id, String path, Places places, String happens, String instead) {
        return new CnpgTrap(Trap.warning(DIALECT + id, path, judge(places), happens, instead), places);
    }

    static CnpgTrap info(String id, String path, Places places, String happens, String instead) {
        return new CnpgTrap(Trap.info(DIALECT + id, path, judge(places), happens, instead), places);
    }

    /** One that depends on what stands beside the object. */
    static CnpgTrap warningBeside(
            String id, String path, BiPredicate<JsonNode, Surroundings> fires, String happens, String instead) {
        return warning(id, path, Places.at(path, fires), happens, instead);
    }

    /** One that depends on what stands beside the object. */
    static CnpgTrap infoBeside(
            String id, String path, BiPredicate<JsonNode, Surroundings> fires, String happens, String instead) {
        return info(id, path, Places.at(path, fires), happens, instead);
    }

    private static Places alone(String path, Predicate<JsonNode> fires) {
        return Places.at(path, (object, around) -> fires.test(object));
    }

    private static Predicate<JsonNode> judge(Places places) {
        return object -> !places.of(object, Surroundings.none()).isEmpty();
    }
}
