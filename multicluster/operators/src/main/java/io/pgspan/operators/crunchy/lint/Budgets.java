package io.pgspan.operators.crunchy.lint;

/** How many pods a disruption budget keeps: a number, or a share of them that is rounded up. */
final class Budgets {
    private static final int HUNDRED = 100;
    private static final int DIGITS_MAX = 4;

    private Budgets() {}

    /** Whether a budget is said that lets no pod go. */
    static boolean allMustStay(Spot minAvailable, int pods) {
        int kept = kept(minAvailable, pods);
        return kept > 0 && kept >= pods;
    }

    private static int kept(Spot minAvailable, int pods) {
        String text = minAvailable.word();
        boolean share = text.endsWith("%");
        String digits = share ? text.substring(0, text.length() - 1) : text;
        if (digits.isEmpty() || digits.length() > DIGITS_MAX || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        int number = Integer.parseInt(digits);
        return share ? (number * pods + HUNDRED - 1) / HUNDRED : number;
    }
}
