package io.sreagent.benchmarks.cause;

import io.sreagent.packs.rca.RcaAnswer;
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

    void add(RcaAnswer answer, Truth truth, String set, long onset) {
        ranks.add(truth.rank(answer, set));
        if (truth.isFine(answer)) fine++;
        if (answer.abstained()) abstained++;
        Long found = answer.onset();
        if (found != null) distances.add(Math.abs(found - onset));
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
                "%-22s n %3d  AC@1 %.3f  AC@3 %.3f  Avg@5 %.3f  fine %.3f  abstained %3d  onset %s",
                group,
                ranks.size(),
                within(1),
                within(3),
                average,
                (double) fine / ranks.size(),
                abstained,
                sorted.isEmpty() ? "–" : "±" + sorted.get(sorted.size() / 2) + " s");
    }
}
