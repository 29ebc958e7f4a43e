package io.sreagent.benchmarks.capacity;

import java.util.ArrayDeque;
import java.util.Deque;

/** Kubernetes' HorizontalPodAutoscaler on CPU, once a minute. */
final class Autoscaler {

    private static final double TOLERANCE = 0.1;
    private static final int STABILISATION = 5; // minutes

    private final double target;
    private final Deque<Integer> wishes = new ArrayDeque<>();
    private final Deque<int[]> starting = new ArrayDeque<>(); // {minute when ready, how many}
    private int ready;
    private int least = 2;

    Autoscaler(double target, int ready) {
        this.target = target;
        this.ready = ready;
    }

    int ready() {
        return ready;
    }

    /** Ready ones and those that start: what is paid for. */
    int running() {
        return ready + starting.stream().mapToInt(batch -> batch[1]).sum();
    }

    int least() {
        return least;
    }

    void atLeast(int replicas) {
        least = replicas;
    }

    void minute(int now, double cpu) {
        while (!starting.isEmpty() && starting.getFirst()[0] <= now)
            ready += starting.removeFirst()[1];
        double ratio = cpu / target;
        int wish = Math.abs(ratio - 1) <= TOLERANCE ? running() : (int) Math.ceil(ready * ratio);
        wishes.addLast(wish);
        if (wishes.size() > STABILISATION) wishes.removeFirst();
        int steady = wishes.stream().mapToInt(Integer::intValue).max().orElse(wish);
        int running = running();
        int next = wish > running ? wish : Math.min(running, steady);
        next = Math.clamp(Math.max(next, least), 2, 100);
        if (next > running) {
            starting.addLast(new int[] {now + Shop.START_MINUTES, next - running});
        } else {
            int away = running - next;
            while (away > 0 && !starting.isEmpty()) {
                int[] batch = starting.removeLast();
                int less = Math.min(away, batch[1]);
                away -= less;
                if (batch[1] > less) starting.addLast(new int[] {batch[0], batch[1] - less});
            }
            ready -= away;
        }
    }
}
