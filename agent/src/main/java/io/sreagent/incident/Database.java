package io.sreagent.incident;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * The one database: H2 in a file, or PostgreSQL 15 or later, told apart by the URL at start-up.
 * Opening it brings its tables up to date.
 *
 * <p>What a transaction committed survives the end of the process at any instant after it. With H2
 * the operating system may still hold it in memory when the machine itself loses power; PostgreSQL
 * survives that too.
 */
@Singleton
public class Database implements AutoCloseable {

    /** Where the data is. */
    @ConfigMapping(prefix = "database", namingStrategy = ConfigMapping.NamingStrategy.SNAKE_CASE)
    public interface Settings {
        /** {@code jdbc:h2:file:…} or {@code jdbc:postgresql://host/name}. */
        @WithDefault("jdbc:h2:file:./data/sre-agent")
        String url();

        Optional<String> user();

        Optional<String> password();

        /** Connections held at most. */
        @WithDefault("10")
        int poolSize();
    }

    /** What is done inside a transaction. It may run again after a lost race, so no effects. */
    @FunctionalInterface
    public interface Work<T, X extends Exception> {
        T in(Tx tx) throws X;
    }

    /** {@link Work} without a result. */
    @FunctionalInterface
    public interface Change<X extends Exception> {
        void in(Tx tx) throws X;
    }

    /** What reads, seeing one statement's snapshot at a time. */
    @FunctionalInterface
    public interface Question<T, X extends Exception> {
        T ask(org.jdbi.v3.core.Handle handle) throws X;
    }

    private static final int ATTEMPTS = 5;

    /** A row that was not there when looked for was written meanwhile: look again. */
    private static final Set<String> RACES = Set.of("23505", "90131", "HYT00");

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final CommitPoints points;
    private final ThreadLocal<Boolean> inTransaction = ThreadLocal.withInitial(() -> false);

    @Inject
    public Database(Settings settings, CommitPoints points) {
        this.points = points;
        this.pool = open(settings);
        Migrations.run(pool);
        this.jdbi = Sql.configure(Jdbi.create(pool));
    }

    /**
     * Commits what the work did, all of it or nothing, and then passes the commit point. A lost
     * race or a deadlock runs the work again.
     *
     * @param point name of the commit point, such as {@code incident:open}
     * @throws IllegalStateException inside another transaction of the same thread, whose {@link Tx}
     *     is to be passed on instead: what belongs together has one commit
     */
    public <T, X extends Exception> T transaction(String point, Work<T, X> work) throws X {
        if (inTransaction.get()) {
            throw new IllegalStateException(point + " inside another transaction; pass its tx on");
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return once(point, work);
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !isRace(e)) throw e;
            }
        }
    }

    /** As {@link #transaction}, without a result. */
    public <X extends Exception> void change(String point, Change<X> change) throws X {
        this.<Boolean, X>transaction(
                point,
                tx -> {
                    change.in(tx);
                    return true;
                });
    }

    /** Inside a transaction of the same thread it sees what that has written so far. */
    public <T, X extends Exception> T read(Question<T, X> question) throws X {
        return jdbi.<T, X>withHandle(question::ask);
    }

    public CommitPoints points() {
        return points;
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    public DataSource dataSource() {
        return pool;
    }

    boolean isH2() {
        return pool.getJdbcUrl().startsWith("jdbc:h2:");
    }

    /** H2 in a file of our own: no other process can have it open. */
    boolean isExclusive() {
        String url = pool.getJdbcUrl();
        return isH2()
                && !url.startsWith("jdbc:h2:tcp:")
                && !url.startsWith("jdbc:h2:ssl:")
                && !url.contains("AUTO_SERVER");
    }

    @Override
    @PreDestroy
    public void close() {
        pool.close();
    }

    private <T, X extends Exception> T once(String point, Work<T, X> work) throws X {
        Committed<T> committed;
        inTransaction.set(true);
        try {
            committed =
                    jdbi.<Committed<T>, X>inTransaction(
                            handle -> {
                                Tx tx = new Tx(handle);
                                T result = work.in(tx);
                                tx.runBeforeCommit();
                                return new Committed<>(result, tx);
                            });
        } finally {
            inTransaction.set(false);
        }
        points.passed(point);
        committed.tx.runAfterCommit();
        return committed.result;
    }

    private record Committed<T>(T result, Tx tx) {}

    private static boolean isRace(Throwable thrown) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (e instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState().startsWith("40") || RACES.contains(sql.getSQLState());
            }
        }
        return false;
    }

    private static HikariDataSource open(Settings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("store");
        config.setJdbcUrl(url(settings.url()));
        // Named, because which drivers announce themselves depends on who loaded them first.
        if (settings.url().startsWith("jdbc:h2:")) config.setDriverClassName("org.h2.Driver");
        if (settings.url().startsWith("jdbc:postgresql:"))
            config.setDriverClassName("org.postgresql.Driver");
        settings.user().ifPresent(config::setUsername);
        settings.password().ifPresent(config::setPassword);
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            // Without its cause: drivers put the whole URL, and what stands in it, in theirs.
            throw new IllegalStateException(
                    "The database %s cannot be opened: %s. Check database.url, database.user and database.password; an H2 file can be open in one process only."
                            .formatted(
                                    withoutSecrets(settings.url()),
                                    withoutSecrets(rootMessage(e))));
        }
    }

    /**
     * H2 writes commits to the file half a second late unless told otherwise, so that a killed
     * process would lose what it believed committed; and it closes itself in a shutdown hook of its
     * own, before ours are done.
     */
    private static String url(String url) {
        if (!url.startsWith("jdbc:h2:")) return url;
        StringBuilder full = new StringBuilder(url);
        for (String option :
                new String[] {"WRITE_DELAY=0", "LOCK_TIMEOUT=10000", "DB_CLOSE_ON_EXIT=FALSE"}) {
            String name = option.substring(0, option.indexOf('=') + 1);
            if (!url.contains(name)) full.append(';').append(option);
        }
        return full.toString();
    }

    private static String withoutSecrets(String text) {
        return text.replaceAll("(?i)(password=)[^;&\\s]*", "$1***")
                .replaceAll("[^/\\s]+:[^/@\\s]+@", "***@");
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) root = root.getCause();
        return String.valueOf(root.getMessage());
    }
}
