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
        /** It opens incidents by itself, but what users feel is not known by it. */
        BESIDES,
        /** Only where nothing closer to users is measured: a bare host with its exporter. */
        ALONE;

        boolean opensAmongOthers() {
            return this == TRUE || this == BESIDES;
        }
    }

    /**
     * One indicator before it is known how often its metrics are scraped.
     *
     * @param indicator its {@code serviceLevel} is what holds where there are others
     */
    record Entry(io.sreagent.contract.source.Indicator indicator, ServiceLevel serviceLevel) {}
}
