package io.sreagent.benchmarks.cause;

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
abstract class Pack {
    static final ObjectMapper JSON = new ObjectMapper();

    /** Folder below {@code rca}. */
    abstract String name();

    /**
     * @param home the folder of the set
     * @param row one row of {@code cases.jsonl}
     */
    abstract Case read(Path home, JsonNode row, OnsetMode mode) throws IOException;

    static List<Pack> all() {
        return List.of(new SockShopPack(), new PetShopPack(), new NezhaPack(), new TvDiagPack());
    }

    final List<JsonNode> rows(Path pack) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        Path file = pack.resolve("rca").resolve(name()).resolve("cases.jsonl");
        if (!Files.exists(file)) return rows;
        for (String line : Files.readAllLines(file))
            if (!line.isBlank()) rows.add(JSON.readTree(line));
        return rows;
    }

    final RecordedCase recorded(Path pack, JsonNode row, OnsetMode mode) throws IOException {
        Path home = pack.resolve("rca").resolve(name());
        return new RecordedCase(row.path("case").asText(), "rca/" + name(), read(home, row, mode));
    }
}
