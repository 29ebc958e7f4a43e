package io.sreagent.benchmarks.cause;

import io.sreagent.packs.rca.OnsetMode;
import io.sreagent.packs.rca.PetShopPack;
import io.sreagent.packs.rca.RecordedCase;
import io.sreagent.packs.rca.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Forty five-row windows cut from PetShop's two quiet days, twenty from each, as cases in which
 * nothing is wrong: the engine has to abstain. The rows around a window, an hour to each side, are
 * no part of its past.
 */
final class QuietWindows {
    private static final int EACH = 20;
    private static final int ROWS = 5;
    private static final int APART = 12;
    private static final int HEADERS = 4;

    private QuietWindows() {}

    static List<RecordedCase> read(Path pack, OnsetMode mode) throws IOException {
        List<RecordedCase> quiet = new ArrayList<>();
        Path home = pack.resolve("rca").resolve("petshop");
        for (String traffic : List.of("low_traffic", "high_traffic")) {
            Path file = home.resolve(traffic).resolve("noissue/metrics.csv");
            if (!Files.exists(file)) continue;
            List<List<String>> table = Table.read(file);
            List<List<String>> head = table.subList(0, HEADERS);
            int size = table.size() - HEADERS;
            for (int i = 0; i < EACH; i++) {
                int first = HEADERS + (size - ROWS) * i / (EACH - 1);
                List<List<String>> window = new ArrayList<>(head);
                window.addAll(table.subList(first, first + ROWS));
                List<List<String>> past = new ArrayList<>(head);
                for (int row = HEADERS; row < table.size(); row++)
                    if (row < first - APART || row >= first + ROWS + APART)
                        past.add(table.get(row));
                Instant onset =
                        Instant.ofEpochSecond(
                                (long) Table.number(window.get(HEADERS + 2).getFirst()));
                quiet.add(
                        new RecordedCase(
                                "quiet/" + traffic + "/" + i,
                                "rca/petshop",
                                true,
                                PetShopPack.facts(
                                        home.resolve(traffic).resolve("graph.csv"),
                                        past,
                                        window,
                                        mode.tell(onset),
                                        List.of())));
            }
        }
        return quiet;
    }
}
