package io.sreagent.ui;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.sreagent.contract.access.Role;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Logs over the API and on their page; it stands with the pages' tests to share their stage. */
@QuarkusTest
@TestProfile(WaysTestProfile.class)
class LogApiTest {
    private static final String LOG =
            """
            2026-01-05T10:00:00Z ERROR [a] call failed: Connection refused: db:5432
            2026-01-05T10:00:01Z INFO [a] order 17 stored
            2026-01-05T10:00:02Z INFO [a] order 18 stored
            """;

    @Inject Staged staged;

    @Test
    void an_upload_is_analysed_compressed_or_not() throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            out.write(LOG.getBytes(StandardCharsets.UTF_8));
        }
        for (byte[] body :
                new byte[][] {LOG.getBytes(StandardCharsets.UTF_8), gzip.toByteArray()}) {
            operator()
                    .contentType("application/octet-stream")
                    .body(body)
                    .post("/api/v1/logs/analyze?name=shop.log")
                    .then()
                    .statusCode(200)
                    .body("records", equalTo(3))
                    .body("errors", equalTo(1))
                    .body("sources[0].name", equalTo("shop.log"))
                    .body("templates.text", hasItem(containsString("order <*> stored")))
                    .body("findings[0].id", equalTo("F1"))
                    .body("findings[0].quotes[0].position", equalTo("shop.log:1"))
                    .body("prose.path", equalTo("rules"))
                    .body("prose.detail", equalTo("llm.provider is none"));
        }
    }

    @Test
    void an_upload_is_not_held_back_for_repeats() {
        for (int i = 0; i < 2; i++) {
            Response answer =
                    operator()
                            .header("Idempotency-Key", "upload")
                            .contentType("application/octet-stream")
                            .body((LOG + "once more\n".repeat(i)).getBytes(StandardCharsets.UTF_8))
                            .post("/api/v1/logs/analyze");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.header("Idempotency-Replayed")).isNull();
        }
    }

    @Test
    void a_question_shows_the_query_it_became() {
        operator()
                .contentType(ContentType.JSON)
                .body(Map.of("question", "errors in checkout in the last 2 hours"))
                .post("/api/v1/logs/query")
                .then()
                .statusCode(200)
                .body("query", containsString("=\"checkout\"} |~ "))
                .body("understood", hasItem("level: error"));
    }

    @Test
    void what_is_no_query_is_told() {
        operator()
                .contentType(ContentType.JSON)
                .body(Map.of("query", "{oops"))
                .post("/api/v1/logs/query")
                .then()
                .statusCode(422)
                .body("detail", containsString("LogQL, column"));
    }

    @Test
    void strangers_learn_nothing() {
        given().body("x").post("/api/v1/logs/analyze").then().statusCode(401);
        given().header("Authorization", "Bearer " + staged.token("v", Role.VIEWER, false))
                .get("/ui/logs")
                .then()
                .statusCode(403);
    }

    @Test
    void the_page_shows_the_query_to_be_changed() {
        operator()
                .get("/ui/logs?ask=errors in checkout")
                .then()
                .statusCode(200)
                .body(containsString("name=\"query\""))
                .body(containsString("checkout"));
        operator().get("/ui/logs").then().statusCode(200).body(containsString("name=\"ask\""));
    }

    @Test
    void the_page_offers_an_upload_and_shows_what_is_in_the_file() {
        operator().get("/ui/logs").then().body(containsString("id=\"upload\""));

        operator()
                .contentType("application/octet-stream")
                .body(
                        (LOG + "2026-01-05T10:00:03Z INFO [a] <script>alert(1)</script>\n")
                                .getBytes(StandardCharsets.UTF_8))
                .post("/ui/logs/analyze?name=shop.log&zone=Asia/Shanghai")
                .then()
                .statusCode(200)
                .body(containsString("shop.log: plain, 4 lines"))
                .body(containsString("order &lt;*&gt; stored"))
                .body(containsString("shop.log:1"))
                .body(containsString("class=\"spark\""))
                .body(not(containsString("<script>alert")));
    }

    @Test
    void strangers_may_neither_tail_nor_upload() {
        given().queryParam("query", "{}").get("/api/v1/logs/tail").then().statusCode(401);
        given().header("Authorization", "Bearer " + staged.token("v", Role.VIEWER, false))
                .body("x")
                .post("/ui/logs/analyze")
                .then()
                .statusCode(403);
        operator().get("/api/v1/logs/tail").then().statusCode(400);
    }

    private RequestSpecification operator() {
        return given().header(
                        "Authorization", "Bearer " + staged.token("op", Role.OPERATOR, false));
    }
}
