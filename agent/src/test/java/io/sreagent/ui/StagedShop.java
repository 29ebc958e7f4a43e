package io.sreagent.ui;

import io.sreagent.analysis.fact.Series;
import io.sreagent.capacity.BusyShop;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.MetricSource;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A busy shop whose load can be predicted, while it is open. */
@Singleton
@Alternative
public class StagedShop implements MetricSource {
    private final BusyShop shop = new BusyShop();
    private volatile boolean open;

    public void open(boolean open) {
        this.open = open;
    }

    @Override
    public String name() {
        return shop.name();
    }

    @Override
    public Answer<List<Indicator>> indicators() {
        return open ? shop.indicators() : Answer.complete(List.of());
    }

    @Override
    public Answer<List<Series>> range(
            Indicator indicator, Instant from, Instant until, Duration step) {
        return shop.range(indicator, from, until, step);
    }
}
