package io.sreagent.access;

import io.sreagent.contract.access.Principal;
import io.sreagent.contract.access.Role;
import io.sreagent.incident.Sha256;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * API tokens. A token is 256 random bits, shown once when it is made; the database keeps its
 * SHA-256 only. A plain hash is enough here: unlike a password, nobody can guess so many bits.
 */
@Singleton
public class Tokens {
    /** What tokens begin with, so that secret scanners and people recognise one. */
    public static final String PREFIX = "sre_";

    private static final int SHORTEST = 16;
    private static final int ID_LENGTH = 12;

    private final Jdbi jdbi;
    private final SecureRandom random = new SecureRandom();

    public Tokens(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Makes a token for an account.
     *
     * @return the secret, to be shown once
     */
    public String create(Handle handle, Principal principal, String createdBy, Instant at) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        insert(handle, secret, principal, createdBy, at);
        return secret;
    }

    /** Who holds this token; empty when nobody does, or it was revoked. */
    public Optional<Principal> authenticate(String secret) {
        String hash = Sha256.hex(secret);
        return jdbi.withHandle(
                handle ->
                        handle
                                .createQuery(
                                        "SELECT * FROM api_token WHERE id = :id AND revoked_at IS NULL")
                                .bind("id", id(hash))
                                .map(
                                        (row, context) ->
                                                new Stored(row.getString("hash"), principal(row)))
                                .stream()
                                .filter(stored -> sameText(stored.hash, hash))
                                .map(Stored::principal)
                                .findFirst());
    }

    /**
     * @return false when there is no such token, or it was revoked before
     */
    public boolean revoke(Handle handle, String id, Instant at) {
        return handle.createUpdate(
                                "UPDATE api_token SET revoked_at = :at WHERE id = :id AND revoked_at IS NULL")
                        .bind("at", at)
                        .bind("id", id)
                        .execute()
                > 0;
    }

    /** All that were ever made, newest first. */
    public List<IssuedToken> list() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery("SELECT * FROM api_token ORDER BY created_at DESC, id")
                                .map((row, context) -> issued(row))
                                .list());
    }

    /**
     * Sees to it that someone can get in: a token from the environment is made good; without one,
     * and when no token was ever made, an admin's token is made.
     *
     * @param given {@code SRE_AGENT_TOKEN}
     * @param keep gets a secret that was made just now; when it throws, no token was made, so that
     *     the next start tries again
     * @throws IllegalArgumentException when the given one is too short to be a secret
     */
    public void bootstrap(Optional<String> given, Instant at, Consumer<String> keep) {
        Principal admin = new Principal("admin", Role.ADMIN, false);
        jdbi.useTransaction(
                handle -> {
                    if (given.isPresent()) {
                        if (!isKnown(handle, checked(given.get()))) {
                            insert(handle, given.get(), admin, "environment", at);
                        }
                        return;
                    }
                    if (isAny(handle)) return;
                    keep.accept(create(handle, admin, "bootstrap", at));
                });
    }

    private record Stored(String hash, Principal principal) {}

    private static String checked(String secret) {
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "SRE_AGENT_TOKEN has %d characters; it needs at least %d, best random ones (openssl rand -hex 32)."
                            .formatted(secret.length(), SHORTEST));
        }
        return secret;
    }

    private static void insert(
            Handle handle, String secret, Principal principal, String createdBy, Instant at) {
        String hash = Sha256.hex(secret);
        handle.createUpdate(
                        """
                        INSERT INTO api_token (id, name, role, service, hash, created_at, created_by)
                        VALUES (:id, :name, :role, :service, :hash, :at, :by)
                        """)
                .bind("id", id(hash))
                .bind("name", principal.name())
                .bind("role", principal.role().name())
                .bind("service", principal.service())
                .bind("hash", hash)
                .bind("at", at)
                .bind("by", createdBy)
                .execute();
    }

    private static boolean isKnown(Handle handle, String secret) {
        return handle.createQuery("SELECT COUNT(*) FROM api_token WHERE id = :id")
                        .bind("id", id(Sha256.hex(secret)))
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    private static boolean isAny(Handle handle) {
        return handle.createQuery("SELECT COUNT(*) FROM api_token").mapTo(Integer.class).one() > 0;
    }

    private static Principal principal(ResultSet row) throws SQLException {
        return new Principal(
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getBoolean("service"));
    }

    private static IssuedToken issued(ResultSet row) throws SQLException {
        OffsetDateTime revoked = row.getObject("revoked_at", OffsetDateTime.class);
        return new IssuedToken(
                row.getString("id"),
                principal(row),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"),
                revoked == null ? null : revoked.toInstant());
    }

    private static String id(String hash) {
        return hash.substring(0, ID_LENGTH);
    }

    private static boolean sameText(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
