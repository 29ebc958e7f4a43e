package io.sreagent.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.sreagent.access.Doorkeeper;
import io.sreagent.contract.access.Role;
import io.sreagent.incident.PlanState;
import io.sreagent.incident.Plans;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real browser shows the pages and clicks. Pictures stay in {@code target/screenshots}. */
@QuarkusTest
@TestProfile(WaysTestProfile.class)
class BrowserTest {
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final String CHARTS_DRAWN =
            "document.querySelectorAll('.chart canvas').length == 2";

    @Inject Staged staged;
    @Inject Plans plans;
    @Inject StagedShop shop;

    // The browser goes on writing for a moment after it was ended.
    @TempDir(cleanup = CleanupMode.NEVER)
    Path profile;

    private static final String NARROWEST_VALUE =
            "Math.min(...[...document.querySelectorAll('.changes td.mono')].map(e => e.offsetWidth))";

    private Browser browser;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        Optional<Path> program = Browser.installed();
        assumeTrue(program.isPresent(), "no chromium here, so no browser showed the pages");
        browser = Browser.start(program.get(), profile);
        String token = staged.token("Mei Lin", Role.APPROVER, false);
        browser.cookie(Doorkeeper.COOKIE, token, url("/"));
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (browser != null) browser.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"desktop, 1360, 1700", "phone, 390, 1900"})
    void an_incident_is_drawn_with_its_charts_and_fits_the_screen(
            String name, int width, int height) throws IOException {
        String id = staged.waiting();
        browser.size(width, height);

        browser.open(url("/ui/incidents/" + id));
        browser.await(CHARTS_DRAWN);

        keep(name);
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .as("nothing sticks out to the right")
                .isLessThanOrEqualTo(width);
        assertThat(browser.evaluate(NARROWEST_VALUE).asInt())
                .as("what would change can be read in lines, not letter by letter")
                .isGreaterThan(150);
        assertThat(browser.troubles()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"forecasts-desktop, 1360, en", "forecasts-phone, 390, zh"})
    void a_forecast_is_drawn_with_its_fan_and_how_good_they_were(
            String name, int width, String language) throws IOException {
        shop.open(true);
        browser.cookie("lang", language, url("/"));
        browser.size(width, 1500);

        browser.open(url("/ui/forecasts?service=checkout"));
        browser.await("document.querySelectorAll('.chart canvas').length == 1");
        browser.await("document.querySelector('#track h3') != null");

        keep(name);
        shop.open(false);
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(width);
        assertThat(browser.troubles()).isEmpty();
    }

    @Test
    void a_click_approves_and_the_page_shows_it_without_being_loaded_again() throws IOException {
        String id = staged.waiting();
        browser.size(1360, 900);
        browser.open(url("/ui/incidents/" + id));
        browser.await(CHARTS_DRAWN);

        browser.evaluate("document.querySelector('button.go').click()");

        browser.await("document.querySelector('.chip.plan.approved') != null");
        assertThat(plans.of(id).getLast().state()).isEqualTo(PlanState.APPROVED);
        assertThat(plans.of(id).getLast().approvals().getFirst().approver()).isEqualTo("Mei Lin");
    }

    @Test
    void a_change_elsewhere_shows_by_itself_and_what_is_being_typed_stays() throws IOException {
        String id = staged.waiting();
        browser.size(1200, 800);
        browser.open(url("/ui/incidents/" + id));
        browser.await("document.getElementById('live').classList.contains('on')");
        browser.evaluate("document.getElementById('reason').value = 'half a sentence'");

        staged.note(id, "someone else looked at it");

        browser.await("document.body.innerText.includes('someone else looked at it')");
        assertThat(browser.evaluate("document.getElementById('reason').value").asText())
                .isEqualTo("half a sentence");
        assertThat(browser.evaluate(CHARTS_DRAWN).asBoolean()).as("charts are kept").isTrue();
    }

    @Test
    void the_list_shows_what_waits() throws IOException {
        staged.waiting();
        browser.size(1200, 700);

        browser.open(url("/"));
        browser.await("document.querySelector('.row.waits') != null");

        keep("list");
        assertThat(browser.troubles()).isEmpty();
    }

    @ParameterizedTest(name = "{0} px")
    @CsvSource({"390", "1280"})
    void the_list_speaks_chinese_and_fits_the_screen(int width) throws IOException {
        staged.waiting();
        browser.cookie("lang", "zh", url("/"));
        browser.size(width, 900);

        browser.open(url("/"));
        browser.await("document.querySelector('.row.waits') != null");

        keep("list-zh-" + width);
        assertThat(browser.evaluate("document.documentElement.lang").asText()).isEqualTo("zh");
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(width);
        assertThat(browser.evaluate("document.body.innerText").asText()).contains("等你决定");
        assertThat(browser.troubles()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"en, 1360, Templates (3)", "zh, 390, 模板 (3)"})
    void an_uploaded_log_shows_its_templates_and_the_lines_behind_them(
            String language, int width, String heading) throws IOException {
        browser.cookie("lang", language, url("/"));
        browser.size(width, 1200);
        browser.open(url("/ui/logs"));

        upload(
                "shop.log",
                """
                [Array.from({length: 4000}, (_, i) => {
                  const time = new Date(Date.UTC(2026, 0, 5) + 5000 * i).toISOString();
                  const trouble = i > 3300 && i % 20 == 0;
                  return time + (trouble ? ' ERROR pool of db-1 is empty after ' + i + ' ms'
                      : i % 3 ? ' INFO order ' + i + ' stored' : ' INFO paid ' + i + ' by card');
                }).join('\\n')]""");
        browser.await("document.querySelector('#report table') != null");
        browser.evaluate("document.querySelector('#report .findings summary').click()");
        browser.evaluate("document.querySelector('#report td summary').click()");

        keep("logs-" + language);
        assertThat(browser.evaluate("document.body.innerText").asText())
                .contains(heading)
                .contains("is empty after <*> ms")
                .containsPattern("shop.log:\\d+\\s");
        assertThat(browser.evaluate("document.querySelectorAll('.spark rect').length").asInt())
                .isGreaterThan(20);
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(width);
        assertThat(browser.troubles()).isEmpty();
    }

    @ParameterizedTest(name = "{0} px")
    @CsvSource({"390", "1280"})
    void causes_and_dependencies_speak_chinese_and_fit_the_screen(int width) throws IOException {
        String id = staged.waiting();
        browser.cookie("lang", "zh", url("/"));
        browser.size(width, 2600);

        browser.open(url("/ui/incidents/" + id));
        browser.await(CHARTS_DRAWN);
        browser.evaluate("document.getElementById('heat').open = true");
        keep("causes-zh-" + width);
        assertThat(browser.evaluate("document.body.innerText").asText())
                .contains("为何是它而不是其他", "同步变化的指标", "front 调用 checkout");
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(width);

        browser.open(url("/ui/dependencies"));
        browser.await("document.querySelectorAll('.box').length == 8");
        keep("dependencies-zh-" + width);
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(width);
        assertThat(browser.troubles()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "noise.bin, '[Uint8Array.from({length: 9000}, (_, i) => (i * 2654435761) >>> 13)]', no text",
        "many.zip, '[''PK\u0003\u0004 and more'']', a zip archive",
        "cut.gz, '[Uint8Array.of(31, 139, 8, 0, 0, 0, 0, 0, 0, 3, 75)]', breaks off",
        "empty.log, '[]', 0 lines"
    })
    void an_upload_that_is_no_log_is_told_on_the_page(String name, String parts, String words)
            throws IOException {
        browser.open(url("/ui/logs"));

        upload(name, parts);

        browser.await("document.querySelector('#report').innerText.includes('" + words + "')");
        assertThat(browser.evaluate("document.querySelector('#report').innerText").asText())
                .contains(words);
        assertThat(browser.troubles()).isEmpty();
    }

    /** What a person does who chooses a file and presses the button. */
    private void upload(String name, String parts) throws IOException {
        browser.await("!document.getElementById('upload').hidden"); // the script is there
        browser.evaluate(
                """
                (() => {
                  const chosen = new DataTransfer();
                  chosen.items.add(new File(%s, '%s'));
                  document.getElementById('file').files = chosen.files;
                  document.getElementById('upload').requestSubmit();
                })()"""
                        .formatted(parts, name));
    }

    private void keep(String name) throws IOException {
        Files.createDirectories(PICTURES);
        Files.write(PICTURES.resolve(name + ".png"), browser.picture());
    }

    private static String url(String path) {
        return "http://localhost:" + io.restassured.RestAssured.port + path;
    }
}
