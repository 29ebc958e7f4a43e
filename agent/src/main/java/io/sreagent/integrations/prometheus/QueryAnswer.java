package io.sreagent.integrations.prometheus;

import java.util.List;

/**
 * What a query came to.
 *
 * @param warnings the server's own, such as a partial response of a store behind it
 */
record QueryAnswer(List<RawSeries> series, List<String> warnings) {}
