package io.sreagent.incident;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Every instant at which the process may die and must go on afterwards: after each commit, and
 * around each effect. Crash tests list them in one run and kill the process at each in turn.
 *
 * <p>{@code SRE_AGENT_COMMIT_LOG=FILE} appends the name of each point to a file; {@code
 * SRE_AGENT_KILL_AT=N} ends the process at the N-th point as {@code kill -9} would, {@code
 * SRE_AGENT_KILL_AT=NAME#N} at the N-th of that name, which does not depend on how threads take
 * turns. Both are read as environment variable or system property.
 */
public final class CommitPoints {

    /** Told of every point that was passed, on the thread that passed it. */
    @FunctionalInterface
    public interface Listener {
        void passed(String point);
    }

    /** What {@code kill -9} leaves as exit status. */
    public static final int KILLED = 137;

    private final Listener listener;

    public CommitPoints(Listener listener) {
        this.listener = listener;
    }

    /** Nobody listens. */
    public static CommitPoints none() {
        return new CommitPoints(point -> {});
    }

    /** As the environment says; nobody listens when it says nothing. */
    public static CommitPoints fromEnvironment() {
        Optional<Path> log = setting("SRE_AGENT_COMMIT_LOG").map(Path::of);
        Optional<KillAt> killAt = setting("SRE_AGENT_KILL_AT").map(KillAt::parse);
        if (log.isEmpty() && killAt.isEmpty()) return none();
        return new CommitPoints(
                point -> {
                    log.ifPresent(file -> append(file, point));
                    if (killAt.isPresent() && killAt.get().isAt(point))
                        Runtime.getRuntime().halt(KILLED);
                });
    }

    /**
     * Where to end it.
     *
     * @param name of the point; empty counts all of them
     * @param left how many of them there are still to be passed
     */
    private record KillAt(String name, AtomicLong left) {
        static KillAt parse(String text) {
            int mark = text.indexOf('#');
            return new KillAt(
                    mark < 0 ? "" : text.substring(0, mark),
                    new AtomicLong(Long.parseLong(text.substring(mark + 1))));
        }

        boolean isAt(String point) {
            return (name.isEmpty() || name.equals(point)) && left.decrementAndGet() == 0;
        }
    }

    /**
     * @param point such as {@code incident:open} or {@code effect:before}
     */
    public void passed(String point) {
        listener.passed(point);
    }

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getenv(name))
                .or(() -> Optional.ofNullable(System.getProperty(name)))
                .filter(text -> !text.isBlank());
    }

    private static synchronized void append(Path file, String point) {
        try {
            Files.writeString(
                    file, point + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("commit log " + file, e);
        }
    }
}
