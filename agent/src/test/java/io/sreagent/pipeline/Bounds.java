package io.sreagent.pipeline;

import io.sreagent.capacity.LoadPredictor;
import java.util.List;
import java.util.Optional;

/** The predictor's defaults. */
record Bounds() implements LoadPredictor.Settings {
    @Override
    public int horizonHours() {
        return 6;
    }

    @Override
    public int minInstances() {
        return 1;
    }

    @Override
    public int maxInstances() {
        return 20;
    }

    @Override
    public int coolDownMinutes() {
        return 30;
    }

    @Override
    public double cpuTarget() {
        return 0.7;
    }

    @Override
    public Optional<Double> latencyObjectiveSeconds() {
        return Optional.empty();
    }

    @Override
    public Optional<List<String>> holidays() {
        return Optional.empty();
    }
}
