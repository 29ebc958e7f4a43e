package io.sreagent.incident;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, in hex. */
public final class Sha256 {
    private Sha256() {}

    public static String hex(String text) {
        return HexFormat.of().formatHex(fresh().digest(text.getBytes(UTF_8)));
    }

    /** Of a text and bytes that follow it, told apart by a zero byte between them. */
    public static String hex(String text, byte[] more) {
        MessageDigest sha = fresh();
        sha.update(text.getBytes(UTF_8));
        sha.update((byte) 0);
        return HexFormat.of().formatHex(sha.digest(more));
    }

    private static MessageDigest fresh() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
