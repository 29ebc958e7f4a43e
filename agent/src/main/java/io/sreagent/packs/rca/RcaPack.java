package io.sreagent.packs.rca;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sreagent.analysis.cause.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one set of recorded cases. It reads what {@code cases.jsonl} names and nothing else: never
 * the truth beside it, and no meaning from the names of folders.
 */
public abstract class RcaPack {
    static final ObjectMapper JSON = new ObjectMapper();

    /** Folder below {@code rca}. */
    public abstract String name();

    /** Whether the facts carry times, so that an onset can be found in them. */
    boolean timed() {
        return true;
    }

    /**
     * @param home the folder of the set
     * @param row one row of {@code cases.jsonl}
     */
    abstract Case read(Path home, JsonNode row, OnsetMode mode) throws IOException;

    public static List<RcaPack> all() {
        return List.of(new SockShopPack(), new PetShopPack(), new NezhaPack(), new TvDiagPack());
    }

    /**
     * The rows of the set's {@code cases.jsonl}; none when the pack lacks the set.
     *
     * @param pack the folder that holds {@code rca}
     * @throws IOException a line is no JSON object; the message names file and line
     */
    public final List<JsonNode> rows(Path pack) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        Path file = pack.resolve("rca").resolve(name()).resolve("cases.jsonl");
        if (!Files.exists(file)) return rows;
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) continue;
            rows.add(row(lines.get(i), file + ":" + (i + 1)));
        }
        return rows;
    }

    private static JsonNode row(String line, String where) throws IOException {
        try {
            JsonNode row = JSON.readTree(line);
            if (row.hasNonNull("case")) return row;
        } catch (JsonProcessingException broken) {
            throw new IOException(where + ": no JSON: " + broken.getOriginalMessage(), broken);
        }
        throw new IOException(where + ": no \"case\" in it");
    }

    public final RecordedCase recorded(Path pack, JsonNode row, OnsetMode mode) throws IOException {
        Path home = pack.resolve("rca").resolve(name());
        return new RecordedCase(
                row.path("case").asText(), "rca/" + name(), timed(), read(home, row, mode));
    }
}
