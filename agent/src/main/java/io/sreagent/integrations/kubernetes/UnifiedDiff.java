package io.sreagent.integrations.kubernetes;

import java.util.ArrayList;
import java.util.List;

/**
 * Two texts as people compare them: the lines that went and came, with three lines around.
 *
 * <p>Longest common subsequence by dynamic programming over what lies between the common beginning
 * and the common end: quadratic in the lines that changed, which are few.
 */
final class UnifiedDiff {
    private static final int AROUND = 3;

    private record Line(char sign, String text) {}

    private UnifiedDiff() {}

    /** Empty when the texts are the same. */
    static String of(String name, String before, String after) {
        List<Line> script = script(before.lines().toList(), after.lines().toList());
        StringBuilder diff = new StringBuilder();
        int oldLine = 1;
        int newLine = 1;
        int at = 0;
        while (at < script.size()) {
            int change = next(script, at);
            if (change == script.size()) break;
            int start = Math.max(at, change - AROUND);
            int end = endOfHunk(script, change);
            for (; at < start; at++) { // lines that are not shown are the same in both
                oldLine++;
                newLine++;
            }
            if (diff.isEmpty()) diff.append("--- ").append(name).append("\n+++ ").append(name);
            List<Line> hunk = script.subList(start, end);
            int old = (int) hunk.stream().filter(line -> line.sign != '+').count();
            int fresh = (int) hunk.stream().filter(line -> line.sign != '-').count();
            diff.append("\n@@ -%d,%d +%d,%d @@".formatted(oldLine, old, newLine, fresh));
            for (Line line : hunk) diff.append('\n').append(line.sign).append(line.text);
            oldLine += old;
            newLine += fresh;
            at = end;
        }
        return diff.toString();
    }

    private static int next(List<Line> script, int from) {
        int i = from;
        while (i < script.size() && script.get(i).sign == ' ') i++;
        return i;
    }

    private static int endOfHunk(List<Line> script, int change) {
        int end = change;
        while (true) {
            while (end < script.size() && script.get(end).sign != ' ') end++;
            int following = next(script, end);
            if (following == script.size() || following - end > 2 * AROUND) {
                return Math.min(script.size(), end + AROUND);
            }
            end = following;
        }
    }

    private static List<Line> script(List<String> a, List<String> b) {
        int head = 0;
        while (head < a.size() && head < b.size() && a.get(head).equals(b.get(head))) head++;
        int tail = 0;
        while (tail < a.size() - head
                && tail < b.size() - head
                && a.get(a.size() - 1 - tail).equals(b.get(b.size() - 1 - tail))) {
            tail++;
        }
        List<Line> script = new ArrayList<>();
        for (String same : a.subList(0, head)) script.add(new Line(' ', same));
        middle(a.subList(head, a.size() - tail), b.subList(head, b.size() - tail), script);
        for (String same : a.subList(a.size() - tail, a.size())) script.add(new Line(' ', same));
        return script;
    }

    private static void middle(List<String> a, List<String> b, List<Line> script) {
        int[][] common = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                common[i][j] =
                        a.get(i).equals(b.get(j))
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
                script.add(new Line(' ', a.get(i)));
                i++;
                j++;
            } else if (i < a.size() && (j == b.size() || common[i + 1][j] >= common[i][j + 1])) {
                script.add(new Line('-', a.get(i++)));
            } else {
                script.add(new Line('+', b.get(j++)));
            }
        }
    }
}
