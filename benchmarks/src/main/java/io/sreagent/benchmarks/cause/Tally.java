package io.sreagent.benchmarks.cause;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures over the cases of one group. */
final class Tally {
    private final String group;
    private final List<Integer> ranks = new ArrayList<>();
    private final List<Long> distances = new ArrayList<>();
    private int fine;
    private int abstained;

    Tally(String group) {
        this.group = group;
    }

    void add(Answer answer, Truth truth, String set, long onset) {
        ranks.add(answer.rank(truth, set));
        if (answer.fine(truth)) fine++;
        if (answer.abstained()) abstained++;
        distances.add(Math.abs(answer.onset() - onset));
    }

    double within(int k) {
        return (double) ranks.stream().filter(rank -> rank > 0 && rank <= k).count() / ranks.size();
    }

    String line() {
        double average = 0;
        for (int k = 1; k <= 5; k++) average += within(k) / 5;
        List<Long> sorted = distances.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%-22s n %3d  AC@1 %.3f  AC@3 %.3f  Avg@5 %.3f  fine %.3f  abstained %3d  onset ±%d s",
                group,
                ranks.size(),
                within(1),
                within(3),
                average,
                (double) fine / ranks.size(),
                abstained,
                sorted.get(sorted.size() / 2));
    }
}
