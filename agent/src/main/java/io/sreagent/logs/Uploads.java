package io.sreagent.logs;

import io.sreagent.settings.Home;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.Semaphore;

/** Analyses logs that are sent here, while they arrive; nothing of them is kept. Few at a time. */
@Singleton
public final class Uploads {
    private static final int MOST_AT_ONCE = 2; // each takes a core

    private final InstantSource clock;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    /** As many as may be are under way. */
    public static final class Busy extends Exception {
        private static final long serialVersionUID = 1L;
        private static final String WORDS =
                MOST_AT_ONCE + " logs are being analysed already; try again when one is done";

        Busy() {
            super(WORDS);
        }

        @Override
        public String getMessage() {
            return WORDS;
        }
    }

    public Uploads(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Reads to the end.
     *
     * @param log compressed or not
     * @param name begins the position of each quoted line
     * @param zone of times that name none
     * @param top templates to tell of
     */
    public LogReport analyze(InputStream log, String name, ZoneId zone, int top) throws Busy {
        if (!places.tryAcquire()) throw new Busy();
        try {
            LogAnalysis analysis =
                    new LogAnalysis(
                            RuleFiles.below(Home.directory().resolve("config/rules/logs")),
                            zone,
                            clock.instant());
            analysis.read(name, blocks -> LogFile.pump(Compressed.plain(log), blocks));
            return analysis.finish(top);
        } finally {
            places.release();
        }
    }
}
