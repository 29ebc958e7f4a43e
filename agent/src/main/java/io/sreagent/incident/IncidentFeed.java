package io.sreagent.incident;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Tells who listens, within this process, that an incident has changed, once the change is
 * committed. Nothing is kept: a listener reads the incident for what is new.
 */
@Singleton
public class IncidentFeed {
    private static final Logger log = Logger.getLogger(IncidentFeed.class);

    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /** An end to listening. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * @param listener gets incident ids, on the thread that committed; it must not block
     */
    public Subscription subscribe(Consumer<String> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void publish(String incidentId) {
        for (Consumer<String> listener : listeners) {
            try {
                listener.accept(incidentId);
            } catch (RuntimeException e) {
                log.warnf(e, "a listener failed on a change of %s", incidentId);
            }
        }
    }
}
