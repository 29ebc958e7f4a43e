package io.sreagent.integrations.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves that a body is ours: HMAC-SHA256 (RFC 2104) over the second it was sent, a dot and the
 * body. The second is signed too, so that a receiver can turn old bodies away.
 */
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    Signature(String secret) {
        if (secret.isBlank()) throw new IllegalArgumentException("the secret is empty");
        this.key = new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM);
    }

    /** {@code sha256=} and 64 hexadecimal digits. */
    String of(Instant sent, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] digest = mac.doFinal((sent.getEpochSecond() + "." + body).getBytes(UTF_8));
            return "sha256=" + HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has " + ALGORITHM, missing);
        }
    }
}
