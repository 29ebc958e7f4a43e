package io.sreagent.integrations.prometheus;

import java.util.List;

/**
 * Indicators of one family of metrics.
 *
 * @param probe a metric that is there exactly when the family is
 * @param entries queries with {@code ${window}} where the rate window goes
 */
record Preset(String name, String probe, List<Entry> entries) {
    Preset {
        entries = List.copyOf(entries);
    }

    /** Whether users feel an indicator. */
    enum ServiceLevel {
        FALSE,
        TRUE,
        /** Only where nothing closer to users is measured: a bare host with its exporter. */
        ALONE
    }

    /**
     * One indicator before it is known how often its metrics are scraped.
     *
     * @param indicator its {@code serviceLevel} is that of {@code serviceLevel() == TRUE}
     */
    record Entry(io.sreagent.contract.source.Indicator indicator, ServiceLevel serviceLevel) {}
}
