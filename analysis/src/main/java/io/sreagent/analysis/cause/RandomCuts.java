package io.sreagent.analysis.cause;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An isolation forest over single values: {@code score = 2^(−mean depth / c(n))}, near 1 where few
 * random cuts set a value apart, near ½ where many are needed. Liu, Ting and Zhou, "Isolation
 * Forest", ICDM 2008. Cuts are drawn from a fixed seed, so that equal facts give equal answers.
 * Cost: {@value #TREES} × log {@value #SAMPLE} a value.
 */
final class RandomCuts {
    private static final int TREES = 50;
    private static final int SAMPLE = 128;
    private static final double EULER = 0.5772156649015329;

    /** A cut, or a leaf with as many values. */
    private record Node(double cut, Node[] sides, int size) {}

    private final List<Node> trees;
    private final double usual; // mean depth where nothing stands out

    private RandomCuts(List<Node> trees, int sample) {
        this.trees = trees;
        this.usual = Math.max(1, unsuccessful(sample));
    }

    /**
     * @param values at least one, no gaps
     */
    static RandomCuts of(double[] values) {
        SplittableRandom random = new SplittableRandom(1);
        int sample = Math.min(SAMPLE, values.length);
        int deepest = (int) Math.ceil(Math.log(Math.max(2, sample)) / Math.log(2));
        List<Node> trees = new ArrayList<>();
        for (int t = 0; t < TREES; t++) {
            double[] drawn = new double[sample];
            for (int i = 0; i < sample; i++) drawn[i] = values[random.nextInt(values.length)];
            trees.add(grow(drawn, deepest, random));
        }
        return new RandomCuts(trees, sample);
    }

    double score(double value) {
        double depth = 0;
        for (Node tree : trees) depth += depth(tree, value) / trees.size();
        return Math.pow(2, -depth / usual);
    }

    private static Node grow(double[] values, int depth, SplittableRandom random) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        if (depth == 0 || values.length < 2 || !(high > low))
            return new Node(0, new Node[0], values.length);
        double cut = low + random.nextDouble() * (high - low);
        double[] below = java.util.Arrays.stream(values).filter(v -> v < cut).toArray();
        double[] above = java.util.Arrays.stream(values).filter(v -> v >= cut).toArray();
        Node[] sides = {grow(below, depth - 1, random), grow(above, depth - 1, random)};
        return new Node(cut, sides, values.length);
    }

    private static double depth(Node node, double value) {
        int depth = 0;
        Node at = node;
        while (at.sides().length > 0) {
            at = at.sides()[value < at.cut() ? 0 : 1];
            depth++;
        }
        return depth + unsuccessful(at.size());
    }

    /** Mean depth of an unsuccessful search in a binary tree of n values. */
    private static double unsuccessful(int n) {
        if (n < 2) return 0;
        return 2 * (Math.log(n - 1) + EULER) - 2.0 * (n - 1) / n;
    }
}
