package io.sreagent.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.sreagent.contract.access.Role;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real browser draws the pages. The pictures stay in {@code target/screenshots}. */
@QuarkusTest
@TestProfile(WaysTestProfile.class)
class ScreenshotTest {
    private static final Path PICTURES = Path.of("target/screenshots");

    @Inject Staged staged;
    @TempDir Path profile;

    @ParameterizedTest(name = "{0}")
    @CsvSource({"desktop, 1360, 1500", "phone, 500, 1800"})
    void a_browser_draws_the_incident_with_its_charts(String name, int width, int height)
            throws IOException, InterruptedException {
        String id = staged.waiting();

        BufferedImage picture = shot(name, "/ui/incidents/" + id, width, height);

        // A page whose script failed has no chart: only the flat colours of the style sheet.
        assertThat(colours(picture)).hasSizeGreaterThan(200);
    }

    @Test
    void a_browser_draws_the_list() throws IOException, InterruptedException {
        staged.waiting();

        assertThat(colours(shot("list", "/", 1200, 700))).hasSizeGreaterThan(50);
    }

    private BufferedImage shot(String name, String path, int width, int height)
            throws IOException, InterruptedException {
        Optional<String> browser = browser();
        assumeTrue(browser.isPresent(), "no chromium here, so no browser drew the pages");
        Files.createDirectories(PICTURES);
        Path file = PICTURES.resolve(name + ".png").toAbsolutePath();
        String token = staged.token("Mei Lin " + System.nanoTime(), Role.APPROVER, false);
        List<String> command = new ArrayList<>(List.of(browser.get()));
        command.addAll(
                List.of(
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--timeout=8000",
                        "--user-data-dir=" + profile,
                        "--window-size=" + width + "," + height,
                        "--screenshot=" + file,
                        "http://localhost:"
                                + io.restassured.RestAssured.port
                                + path
                                + "?token="
                                + token));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(profile.resolve("chromium.log").toFile())
                        .start();
        boolean ended = process.waitFor(90, TimeUnit.SECONDS);
        if (!ended) process.destroyForcibly();
        assertThat(file).as(Files.readString(profile.resolve("chromium.log"))).exists();
        return ImageIO.read(file.toFile());
    }

    private static Optional<String> browser() {
        for (String folder : System.getenv("PATH").split(":")) {
            for (String name : List.of("chromium", "chromium-browser", "google-chrome")) {
                Path file = Path.of(folder, name);
                if (Files.isExecutable(file)) return Optional.of(file.toString());
            }
        }
        return Optional.empty();
    }

    private static Set<Integer> colours(BufferedImage picture) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < picture.getHeight(); y++)
            for (int x = 0; x < picture.getWidth(); x++) colours.add(picture.getRGB(x, y));
        return colours;
    }
}
