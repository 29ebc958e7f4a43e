package io.sreagent.integrations.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lists once, then watches: an informer per kind, which resumes where it was, and lists again when
 * the server no longer knows that place ({@code 410 Gone}). Servers end a watch every few minutes
 * as a matter of course, so what was seen last holds for a short while; after that whoever asks is
 * told that the watch is cut.
 */
final class WatchedView implements ClusterView {
    private static final Duration HOLDS_FOR = Duration.ofSeconds(30);

    private final KubernetesConnection connection;
    private final Consumer<HasMetadata> seen;
    private final Map<Class<?>, Running<?>> informers = new HashMap<>();

    private static final class Running<T> {
        private final SharedIndexInformer<T> informer;
        private long
                lastWatching; // System.nanoTime: connections live in our time, not a simulator's

        Running(SharedIndexInformer<T> informer) {
            this.informer = informer;
            this.lastWatching = System.nanoTime();
        }

        synchronized boolean isFresh() {
            long now = System.nanoTime();
            if (informer.isWatching()) lastWatching = now;
            return now - lastWatching <= HOLDS_FOR.toNanos();
        }
    }

    /**
     * @param seen told of every object when it appears and whenever it changes
     */
    WatchedView(KubernetesConnection connection, Consumer<HasMetadata> seen) {
        this.connection = connection;
        this.seen = seen;
    }

    @Override
    public <T extends HasMetadata> List<T> all(Class<T> kind) throws ClusterTrouble {
        Running<T> running = running(kind);
        if (!running.isFresh()) {
            throw new ClusterTrouble(
                    "The watch on %ss is cut; it is being made again. Is the API server up?"
                            .formatted(kind.getSimpleName()),
                    false,
                    null);
        }
        return running.informer.getStore().list();
    }

    @SuppressWarnings("unchecked") // only put below, with the class it was made for
    private synchronized <T extends HasMetadata> Running<T> running(Class<T> kind)
            throws ClusterTrouble {
        Running<T> known = (Running<T>) informers.get(kind);
        if (known != null) return known;
        SharedIndexInformer<T> informer =
                connection.client().resources(kind).inAnyNamespace().runnableInformer(0);
        informer.addEventHandler(new Telling<>(seen));
        // A first list that fails is told at once; started, it heals by itself whatever happens.
        informer.exceptionHandler((isStarted, failure) -> isStarted);
        try {
            informer.start()
                    .toCompletableFuture()
                    .get(connection.settings().timeoutSeconds() + 1L, TimeUnit.SECONDS);
        } catch (ExecutionException | CompletionException failed) {
            informer.stop();
            throw failure(kind, failed.getCause());
        } catch (TimeoutException late) {
            informer.stop();
            throw failure(kind, late);
        } catch (InterruptedException stopped) {
            informer.stop();
            Thread.currentThread().interrupt();
            throw failure(kind, stopped);
        }
        Running<T> running = new Running<>(informer);
        informers.put(kind, running);
        return running;
    }

    private static ClusterTrouble failure(Class<?> kind, @Nullable Throwable cause) {
        for (Throwable deeper = cause; deeper != null; deeper = deeper.getCause()) {
            if (deeper instanceof KubernetesClientException told) {
                return ListedView.told(kind, told);
            }
        }
        return new ClusterTrouble(
                "Kubernetes did not list all %ss in time. Is the API server up?"
                        .formatted(kind.getSimpleName()),
                false,
                cause);
    }

    synchronized void close() {
        informers.values().forEach(running -> running.informer.stop());
        informers.clear();
    }

    private record Telling<T extends HasMetadata>(Consumer<HasMetadata> seen)
            implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T object) {
            seen.accept(object);
        }

        @Override
        public void onUpdate(T before, T object) {
            seen.accept(object);
        }

        @Override
        public void onDelete(T object, boolean stateUnknown) {
            // what is gone has no content to remember
        }
    }
}
