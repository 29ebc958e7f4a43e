package io.sreagent.ui;

import io.sreagent.cognition.Surroundings.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A dependency graph laid out for a page: callers to the left of what they call, in as many columns
 * as the longest chain of calls has places.
 *
 * <p>Columns by longest path, a call that closes a circle left out of account; order within a
 * column by the mean place of the callers (the barycentre sweep of Sugiyama, Tagawa and Toda,
 * "Methods for visual understanding of hierarchical system structures", 1981). Cost: calls.
 *
 * @param width in the drawing's units, which are pixels where there is room
 */
public record GraphDrawing(int width, int height, List<Box> boxes, List<Arrow> arrows) {
    private static final int BOX_WIDTH = 156;
    private static final int BOX_HEIGHT = 40;
    private static final int COLUMN = 232;
    private static final int ROW = 56;
    private static final int EDGE = 8;
    private static final int LETTERS = 21;

    /**
     * One place.
     *
     * @param css what it is in the story: {@code cause}, {@code way}, {@code suspect} or {@code
     *     plain}
     * @param note a second line
     * @param title its whole name
     */
    public record Box(int x, int y, String name, String note, String css, String title) {
        public int middle() {
            return x + BOX_WIDTH / 2;
        }

        public int width() {
            return BOX_WIDTH;
        }

        public int height() {
            return BOX_HEIGHT;
        }
    }

    /**
     * One call.
     *
     * @param line an SVG path from the caller to the callee
     * @param css {@code hot} where trouble took this way, from the callee to the caller
     */
    public record Arrow(String line, String css, String title) {}

    /**
     * @param way ids of the places trouble took, the cause first; empty when nobody is suspect
     * @param suspects ids of other places under suspicion, and what to note about each
     */
    static GraphDrawing of(List<Call> calls, List<String> way, Map<String, String> suspects) {
        List<Call> all = withWay(calls, way);
        Map<String, Integer> columns = columns(all, way);
        Map<String, int[]> at = positions(columns, all);
        List<Box> boxes = new ArrayList<>();
        at.forEach((id, point) -> boxes.add(box(id, point, way, suspects)));
        List<Arrow> arrows = all.stream().map(call -> arrow(call, at, way)).toList();
        int width = at.values().stream().mapToInt(point -> point[0]).max().orElse(0) + BOX_WIDTH;
        int height = at.values().stream().mapToInt(point -> point[1]).max().orElse(0) + BOX_HEIGHT;
        return new GraphDrawing(width + EDGE, height + EDGE, boxes, arrows);
    }

    public boolean isEmpty() {
        return boxes.isEmpty();
    }

    /** Steps that are no calls, such as over a node two workloads share, are drawn as well. */
    private static List<Call> withWay(List<Call> calls, List<String> way) {
        List<Call> all = new ArrayList<>(calls);
        for (int i = 1; i < way.size(); i++) {
            String from = way.get(i - 1);
            String to = way.get(i);
            boolean known = calls.stream().anyMatch(c -> joins(c, from, to) || joins(c, to, from));
            if (!known) all.add(new Call(to, from, 1, ""));
        }
        return all;
    }

    private static boolean joins(Call call, String caller, String callee) {
        return call.caller().equals(caller) && call.callee().equals(callee);
    }

    private static Map<String, Integer> columns(List<Call> calls, List<String> way) {
        Map<String, List<String>> callers = new LinkedHashMap<>();
        Set<String> ids = new LinkedHashSet<>();
        for (Call call : calls) {
            ids.add(call.caller());
            ids.add(call.callee());
            callers.computeIfAbsent(call.callee(), id -> new ArrayList<>()).add(call.caller());
        }
        ids.addAll(way);
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (String id : ids) column(id, callers, columns, new LinkedHashSet<>());
        return columns;
    }

    private static int column(
            String id,
            Map<String, List<String>> callers,
            Map<String, Integer> columns,
            Set<String> onTheWay) {
        Integer known = columns.get(id);
        if (known != null) return known;
        if (!onTheWay.add(id)) return -1;
        int column = 0;
        for (String caller : callers.getOrDefault(id, List.of()))
            column = Math.max(column, 1 + column(caller, callers, columns, onTheWay));
        onTheWay.remove(id);
        columns.put(id, column);
        return column;
    }

    private static Map<String, int[]> positions(Map<String, Integer> columns, List<Call> calls) {
        int last = columns.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
        Map<String, Double> height = new HashMap<>();
        Map<String, int[]> at = new LinkedHashMap<>();
        for (int column = 0; column <= last; column++) {
            int now = column;
            List<String> here =
                    columns.keySet().stream()
                            .filter(id -> columns.getOrDefault(id, 0) == now)
                            .sorted(
                                    Comparator.comparingDouble(
                                                    (String id) -> barycentre(id, calls, height))
                                            .thenComparing(Comparator.naturalOrder()))
                            .toList();
            for (int row = 0; row < here.size(); row++) {
                height.put(here.get(row), (double) row / here.size());
                at.put(here.get(row), new int[] {EDGE + column * COLUMN, EDGE + row * ROW});
            }
        }
        return at;
    }

    private static double barycentre(String id, List<Call> calls, Map<String, Double> height) {
        return calls.stream()
                .filter(call -> call.callee().equals(id) && height.containsKey(call.caller()))
                .mapToDouble(call -> height.getOrDefault(call.caller(), 0.0))
                .average()
                .orElse(0.5);
    }

    private static Box box(String id, int[] at, List<String> way, Map<String, String> suspects) {
        int slash = id.indexOf('/');
        String name = id.substring(slash + 1);
        String shown = name.length() <= LETTERS ? name : name.substring(0, LETTERS - 1) + "…";
        @Nullable String told = suspects.get(id);
        String css =
                !way.isEmpty() && way.getFirst().equals(id)
                        ? "cause"
                        : way.contains(id) ? "way" : told != null ? "suspect" : "plain";
        String note = told != null ? told : slash < 0 ? "" : id.substring(0, slash);
        return new Box(at[0], at[1], shown, note, css, id);
    }

    private static Arrow arrow(Call call, Map<String, int[]> at, List<String> way) {
        int[] from = at.getOrDefault(call.caller(), new int[2]);
        int[] to = at.getOrDefault(call.callee(), new int[2]);
        int x1 = from[0] + BOX_WIDTH;
        int y1 = from[1] + BOX_HEIGHT / 2;
        int x2 = to[0];
        int y2 = to[1] + BOX_HEIGHT / 2;
        int bend = Math.max(30, Math.abs(x2 - x1) / 2);
        String line =
                "M%d %d C%d %d %d %d %d %d"
                        .formatted(x1, y1, x1 + bend, y1, x2 - bend, y2, x2 - 3, y2);
        int step = way.indexOf(call.callee());
        boolean hot = step >= 0 && way.indexOf(call.caller()) == step + 1;
        String sure = String.format(Locale.ROOT, "%.2f", call.confidence());
        String told = call.source().isEmpty() ? "" : " (" + call.source() + ", " + sure + ")";
        return new Arrow(line, hot ? "hot" : "", call.caller() + " → " + call.callee() + told);
    }
}
