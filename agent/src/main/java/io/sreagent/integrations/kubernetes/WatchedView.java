package io.sreagent.integrations.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
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
 * the server no longer knows that place ({@code 410 Gone}). While the watch is cut what was seen
 * last is not told: whoever asks is told that it is cut.
 */
final class WatchedView implements ClusterView {
    private final KubernetesConnection connection;
    private final Consumer<HasMetadata> seen;
    private final Map<Class<?>, SharedIndexInformer<?>> informers = new HashMap<>();

    /**
     * @param seen told of every object when it appears and whenever it changes
     */
    WatchedView(KubernetesConnection connection, Consumer<HasMetadata> seen) {
        this.connection = connection;
        this.seen = seen;
    }

    @Override
    public <T extends HasMetadata> List<T> all(Class<T> kind) throws ClusterTrouble {
        SharedIndexInformer<T> informer = running(kind);
        if (!informer.isWatching()) {
            throw new ClusterTrouble(
                    "The watch on %ss is cut; it is being made again. Is the API server up?"
                            .formatted(kind.getSimpleName()),
                    false,
                    null);
        }
        return informer.getStore().list();
    }

    @SuppressWarnings("unchecked") // only put below, with the class it was made for
    private synchronized <T extends HasMetadata> SharedIndexInformer<T> running(Class<T> kind)
            throws ClusterTrouble {
        SharedIndexInformer<T> known = (SharedIndexInformer<T>) informers.get(kind);
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
        informers.put(kind, informer);
        return informer;
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
        informers.values().forEach(SharedIndexInformer::stop);
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
