package io.sreagent.contract.text;

/** How far one spelling is from another. */
public final class Spelling {
    private Spelling() {}

    /**
     * Letters that must be put in, taken out or changed to make one of the other; V. I.
     * Levenshtein, <i>Soviet Physics Doklady</i> 10 (1966). O(|a|·|b|).
     */
    public static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
