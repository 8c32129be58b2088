package io.pgspan.operators.crunchy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.JunkTrees;
import io.pgspan.operators.Samples;
import io.pgspan.operators.TrapTable;
import io.pgspan.operators.crunchy.release.PgoVersion;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Findings;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.TreePath;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever an object holds, judging it ends in findings. */
class CrunchyLintsFuzzTest {
    private static final List<CrunchyLintsTest.Line> TRAPS = CrunchyLintsTest.traps();

    @Property(tries = 400)
    void judgingNeverFailsAndEveryFindingHasAPlaceThatReadsBack(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 6) int changes) {
        Random random = new Random(seed);
        String over = TRAPS.get(random.nextInt(TRAPS.size())).fires();
        ObjectNode object = JunkTrees.spoil(
                TrapTable.laid(Samples.text("crunchy-plain.yaml"), CrunchyLintsTest.yaml(over)), random, changes);
        Findings findings = Findings.of("crunchy");

        PgoVersion operator = random.nextBoolean() ? PgoVersion.OLDEST : PgoVersion.NEWEST;
        CrunchyLints.judge(Cursor.of(Manifest.of(object), findings), operator);
        ObjectNode admin =
                JunkTrees.spoil(TrapTable.laid(Samples.text("crunchy-admin.yaml"), "spec: {}"), random, changes);
        ObjectNode other = JunkTrees.spoil(object, random, changes);
        CrunchyLints.judgeOthers(ManifestSet.of(List.of(object, other, admin)), findings, operator);

        assertThat(findings.all()).allSatisfy(lint -> {
            assertThat(lint.id()).startsWith("crunchy.");
            assertThat(TreePath.of(lint.path()).toString()).isEqualTo(lint.path());
        });
    }
}
