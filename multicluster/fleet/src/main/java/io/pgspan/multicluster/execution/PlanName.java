package io.pgspan.multicluster.execution;

import io.pgspan.model.PgspanException;
import io.pgspan.model.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The name of a page: the same for equal plans of one run, another one for plans that differ in anything. */
final class PlanName {
    private static final int LENGTH = 20;

    private PlanName() {}

    static String of(String run, Plan plan) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((run + "\n" + plan).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new PgspanException("this Java has no SHA-256, which every Java has to have", e);
        }
    }
}
