package io.sreagent.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Lets several threads start at the same instant and collects what each got or threw. */
final class Racing {
    private Racing() {}

    static List<Object> all(int racers, IntFunction<Callable<?>> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(racers);
        List<Future<Object>> running = new ArrayList<>();
        List<Object> results = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(racers)) {
            for (int i = 0; i < racers; i++) {
                Callable<?> one = work.apply(i);
                running.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return one.call();
                                }));
            }
            for (Future<Object> one : running) {
                try {
                    results.add(one.get());
                } catch (ExecutionException e) {
                    results.add(e.getCause());
                }
            }
        }
        return results;
    }
}
