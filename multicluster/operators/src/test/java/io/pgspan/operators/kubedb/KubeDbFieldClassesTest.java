package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.operators.change.FieldClass;
import io.pgspan.operators.change.FieldClasses;
import io.pgspan.operators.decode.Fields;
import io.pgspan.operators.kubedb.change.KubeDbFieldClasses;
import io.pgspan.operators.kubedb.policy.PolicyFields;
import io.pgspan.operators.manifest.TreePath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KubeDbFieldClassesTest {
    private static final Map<Fields, FieldClasses> KINDS =
            Map.of(KubeDbFields.POSTGRES, KubeDbFieldClasses.POSTGRES, PolicyFields.ALL, KubeDbFieldClasses.POLICY);

    @Test
    void everyKnownFieldHasAClass() {
        KINDS.forEach((fields, classes) -> assertThat(fields.paths())
                .hasSizeGreaterThan(20)
                .allSatisfy(path -> assertThat(classes.of(path(path))).as(path).isPresent()));
    }

    @Test
    void everyClassIsOfAKnownField() {
        KINDS.forEach((fields, classes) -> assertThat(classes.all())
                .extracting(FieldClass::pattern)
                .allSatisfy(pattern -> assertThat(fields.paths())
                        .as(pattern)
                        .anyMatch(path -> plain(path).equals(plain(pattern))
                                || plain(path).startsWith(plain(pattern) + "."))));
    }

    @Test
    void everyClassSaysWhatItIsKnownFrom() {
        KINDS.values()
                .forEach(classes -> assertThat(classes.all())
                        .extracting(FieldClass::basis)
                        .allMatch(basis -> basis.matches("(gitops|ops|webhook|petset|kubernetes|derived): .{10,}")));
    }

    @Test
    void listsHaveTheKeysTheTableOfFieldsHas() {
        KINDS.forEach((fields, classes) -> {
            List<String> patterns =
                    classes.all().stream().map(FieldClass::pattern).toList();
            fields.paths().stream()
                    .filter(path -> path.contains("[") && !path.contains("[]"))
                    .forEach(path -> {
                        String list = path.substring(0, path.lastIndexOf(']') + 1);
                        assertThat(patterns).as(list).anyMatch(pattern -> pattern.startsWith(list));
                    });
        });
    }

    private static TreePath path(String pattern) {
        return TreePath.of(plain(pattern).replace("user.conf", "userconf"));
    }

    private static String plain(String pattern) {
        return pattern.replaceAll("\\[[A-Za-z]*]", "");
    }
}
