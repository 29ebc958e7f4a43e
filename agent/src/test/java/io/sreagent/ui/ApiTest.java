package io.sreagent.ui;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.sreagent.contract.access.Role;
import io.sreagent.incident.PlanState;
import io.sreagent.incident.Plans;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The REST API as clients meet it; it stands with the pages' tests to share their stage. */
@QuarkusTest
@TestProfile(WaysTestProfile.class)
class ApiTest {
    @Inject Staged staged;
    @Inject StagedShop shop;
    @Inject Plans plans;

    @Test
    void an_incident_says_who_worded_its_diagnosis() {
        String id = staged.waiting();
        String path = "/api/v1/incidents/" + id;
        as("Vera", Role.VIEWER)
                .get(path)
                .then()
                .statusCode(200)
                .body("explanation.path", equalTo("rules"))
                .body("explanation.detail", equalTo("llm.provider is none"));

        staged.explain(id);

        as("Vera", Role.VIEWER)
                .get(path)
                .then()
                .body("explanation.path", equalTo("model"))
                .body("explanation.zh[0].rests[0]", equalTo("E2"))
                .body("explanation.check.proposed_by", equalTo("openai small"))
                .body("findings.kind", not(hasItem("explanation")));
    }

    @Test
    void health_says_that_there_is_no_language_model() {
        given().get("/api/v1/health")
                .then()
                .body(
                        "parts.find { it.name == 'language_model' }.detail",
                        equalTo("off: everything is told by rules (llm.provider)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/incidents",
                "/api/v1/approvals/pending",
                "/api/v1/anomalies",
                "/api/v1/policy",
                "/api/v1/audit",
                "/api/v1/status",
                "/api/v1/diagnose",
                "/status",
                "/incidents"
            })
    void without_a_token_nothing_is_told(String path) {
        given().get(path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("title", equalTo("Who is asking?"))
                .body("detail", containsString("needs a token of role viewer"));
    }

    @Test
    void a_wrong_token_is_told_so() {
        given().header("Authorization", "Bearer sre_wrong")
                .get("/api/v1/incidents")
                .then()
                .statusCode(401)
                .body("detail", containsString("not known here"));
    }

    @Test
    void a_viewer_cannot_approve() {
        String id = staged.waiting();

        as("viewer", Role.VIEWER)
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "x"))
                .post("/api/v1/incidents/" + id + "/approve")
                .then()
                .statusCode(403)
                .body("detail", containsString("this needs approver"));
        assertThat(plans.of(id).getLast().state()).isEqualTo(PlanState.OFFERED);
    }

    @Test
    void a_question_without_times_is_told_what_is_missing() {
        as("asker", Role.OPERATOR)
                .contentType(ContentType.JSON)
                .body(Map.of("metrics", List.of("latency_p99")))
                .post("/api/v1/rca")
                .then()
                .statusCode(422)
                .body("detail", containsString("start_time"));
    }

    @Test
    void an_unknown_detector_is_told_which_there_are() {
        as("asker", Role.OPERATOR)
                .contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "start_time", "2026-03-03T10:00:00Z",
                                "end_time", "2026-03-03T11:00:00Z",
                                "detector", "oracle"))
                .post("/api/v1/rca")
                .then()
                .statusCode(422)
                .body("detail", containsString("isolation_forest"));
    }

    @Test
    void a_question_without_facts_gets_an_answer_that_is_not_sure() {
        as("asker", Role.OPERATOR)
                .contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "start_time", "2026-03-03T10:00:00Z",
                                "end_time", "2026-03-03T11:00:00Z",
                                "metrics", List.of("latency_p99")))
                .post("/api/v1/rca")
                .then()
                .statusCode(200)
                .body("diagnosis.abstained", equalTo(true))
                .body("troubles", hasItem(containsString("latency_p99")));
    }

    @Test
    void the_tools_are_listed_with_what_they_take() {
        as("reader", Role.VIEWER)
                .get("/api/v1/tools")
                .then()
                .statusCode(200)
                .body("items.tool", hasItem("kubernetes.scale"))
                .body(
                        "items.find { it.tool == 'kubernetes.scale' }.parameters.name",
                        hasItem("replicas"));
    }

    @Test
    void a_wish_for_an_incident_that_nobody_holds_is_told_the_way_out() {
        String id = staged.waiting();

        as("asker", Role.OPERATOR)
                .contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "incident_id", id,
                                "tool", "kubernetes.scale",
                                "target", "deploy/shop/checkout",
                                "arguments", Map.of("replicas", "5"),
                                "reason", "the queue is full"))
                .post("/execute")
                .then()
                .statusCode(422)
                .body("detail", containsString("escalate it first"));
    }

    @ParameterizedTest
    @CsvSource({
        "INC-404, deploy/shop/checkout, 404, There is no incident INC-404",
        "'', deploy/shop/checkout, 422, incident_id is missing",
        "known, checkout, 422, is not KIND/NAMESPACE/NAME"
    })
    void a_wish_that_is_not_understood_is_told_why(
            String incident, String target, int status, String words) {
        String id = incident.equals("known") ? staged.waiting() : incident;

        as("asker", Role.OPERATOR)
                .contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "incident_id",
                                id,
                                "tool",
                                "kubernetes.scale",
                                "target",
                                target,
                                "reason",
                                "the queue is full"))
                .post("/api/v1/execute")
                .then()
                .statusCode(status)
                .body("detail", containsString(words));
    }

    @Test
    void a_workload_can_be_diagnosed_by_its_short_spelling() {
        as("reader", Role.VIEWER)
                .get("/diagnose?namespace=shop&workload=deploy/checkout")
                .then()
                .statusCode(200)
                .body("diagnosis.abstained", equalTo(true));
    }

    @Test
    void a_workload_is_diagnosed_by_a_detector_that_exists() {
        as("reader", Role.VIEWER).get("/diagnose?detector=iqr").then().statusCode(200);
        as("reader", Role.VIEWER)
                .get("/diagnose?detector=oracle")
                .then()
                .statusCode(422)
                .body("detail", containsString("isolation_forest"));
    }

    @Test
    void an_anomaly_says_kind_band_duration_effect_detectors_and_a_reason_in_both_languages() {
        as("viewer", Role.VIEWER)
                .get("/api/v1/anomalies")
                .then()
                .statusCode(200)
                .body("items[0].kind", equalTo("TREND"))
                .body("items[0].lower", equalTo(0.4f))
                .body("items[0].upper", equalTo(0.6f))
                .body("items[0].duration_seconds", equalTo(600))
                .body("items[0].effect", equalTo(8.2f))
                .body("items[0].detectors", equalTo(List.of("drift", "run-rule")))
                .body("items[0].words", equalTo("Memory of checkout climbs."))
                .body("items[0].words_zh", equalTo("checkout 的内存持续上升。"));
    }

    @Test
    void a_machine_with_many_series_has_one_score() {
        as("viewer", Role.VIEWER)
                .get("/api/v1/anomalies/machines")
                .then()
                .statusCode(200)
                .body("items[0].resource", equalTo("shop/checkout"))
                .body("items[0].metrics", equalTo(7))
                .body("items[0].score", equalTo(0.83f))
                .body("items[0].furthest[0].off", equalTo(8.2f));
    }

    @Test
    void dependencies_are_told_with_their_source_confidence_and_age() {
        as("reader", Role.VIEWER)
                .get("/api/v1/dependencies")
                .then()
                .statusCode(200)
                .body("dependencies.size()", equalTo(7))
                .body("dependencies[0].caller", equalTo("shop/cart"))
                .body("dependencies[0].callee", equalTo("shop/cart-cache"))
                .body("dependencies[0].source", equalTo("file"))
                .body("dependencies[0].confidence", equalTo(1.0f))
                .body("dependencies[0].age_seconds", equalTo(0))
                .body("troubles.size()", equalTo(0));
    }

    @Test
    void a_service_cannot_approve_whatever_its_role() {
        String id = staged.waiting();

        given().header("Authorization", "Bearer " + staged.token("bot", Role.ADMIN, true))
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "x"))
                .post("/api/v1/incidents/" + id + "/approve")
                .then()
                .statusCode(403)
                .body("detail", containsString("only people decide"));
    }

    @Test
    void an_approver_is_who_sends_the_request() {
        String id = staged.waiting();

        decide(id, Map.of("reason", "ok", "approver", "somebody else")).then().statusCode(403);
        decide(id, Map.of("reason", "ok", "approver", "Ada"))
                .then()
                .statusCode(200)
                .body("decision", equalTo("APPROVED"))
                .body("approver", equalTo("Ada"));
    }

    @Test
    void a_second_answer_comes_too_late() {
        String id = staged.waiting();

        decide(id, Map.of("reason", "ok")).then().statusCode(200);

        decide(id, Map.of("reason", "ok"))
                .then()
                .statusCode(409)
                .body("detail", containsString("approved already"));
    }

    @Test
    void an_answer_to_another_version_of_the_plan_does_not_count() {
        String id = staged.waiting();

        decide(id, Map.of("reason", "ok", "plan_hash", "0".repeat(64)))
                .then()
                .statusCode(409)
                .body("detail", containsString("another version"));
        assertThat(plans.of(id).getLast().state()).isEqualTo(PlanState.OFFERED);
    }

    @Test
    void an_incident_tells_cause_plan_and_time_line() {
        String id = staged.waiting();

        as("reader", Role.VIEWER)
                .get("/api/v1/incidents/" + id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("state", equalTo("AWAITING_DECISION"))
                .body("resource", equalTo("shop/checkout"))
                .body("diagnosis.hypotheses[0].cause", equalTo("shop/checkout memory"))
                .body("diagnosis.hypotheses[0].evidence[0].log_odds", equalTo(2.1f))
                .body("plan.steps[0].changes[0].path", containsString("/image"))
                .body("plan.verdict.mode", equalTo("SEMI_AUTO"))
                .body("timeline[0].kind", equalTo("opened"));
    }

    @Test
    void charts_have_nulls_where_there_is_no_number() {
        String id = staged.waiting();

        as("reader", Role.VIEWER)
                .get("/api/v1/incidents/" + id + "/charts")
                .then()
                .statusCode(200)
                .body("items[0].limit", equalTo(0.9f))
                .body("items[0].forecast.breach_probability", equalTo(0.93f))
                .body("items[1].values[40]", equalTo(null));
    }

    @Test
    void a_person_reports_and_resolves() {
        RequestSpecification operator = as("Olu", Role.OPERATOR);
        String id =
                operator.contentType(ContentType.JSON)
                        .body(
                                Map.of(
                                        "title",
                                        "checkout is slow",
                                        "namespace",
                                        "shop",
                                        "service",
                                        "checkout"))
                        .post("/api/v1/incidents")
                        .then()
                        .statusCode(201)
                        .header("Location", containsString("/api/v1/incidents/INC-"))
                        .extract()
                        .path("id");

        as("Olu", Role.OPERATOR)
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "it was the coffee machine"))
                .post("/api/v1/incidents/" + id + "/resolve")
                .then()
                .statusCode(200)
                .body("state", equalTo("RESOLVED"))
                .body("resolution", equalTo("BY_PERSON"));
    }

    @Test
    void a_person_leads_an_incident_back_to_diagnosis_until_it_is_over() {
        String id = staged.waiting();
        String token = staged.token("Olu", Role.OPERATOR, false);

        say(token, id, "diagnose").then().statusCode(200).body("state", equalTo("DIAGNOSING"));
        say(token, id, "escalate").then().statusCode(200).body("state", equalTo("ESCALATED"));
        say(token, id, "diagnose").then().statusCode(200).body("state", equalTo("DIAGNOSING"));
        say(token, id, "resolve").then().statusCode(200);
        say(token, id, "diagnose").then().statusCode(409);
    }

    private static Response say(String token, String id, String verb) {
        return given().header("Authorization", "Bearer " + token)
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "the cache was cleared meanwhile"))
                .post("/api/v1/incidents/" + id + "/" + verb);
    }

    @Test
    void learning_anew_is_an_operators_wish_and_tells_how_much_is_left() {
        as("Vic", Role.VIEWER).post("/api/v1/baseline/learn").then().statusCode(403);
        as("Olu", Role.OPERATOR)
                .post("/api/v1/baseline/learn")
                .then()
                .statusCode(202)
                .body("waiting", equalTo(0));
        as("Vic", Role.VIEWER).get("/api/v1/baseline/learn").then().body("waiting", equalTo(0));
    }

    @Test
    void a_repeat_under_the_same_key_gets_the_same_answer() {
        String token = staged.token("Rita", Role.OPERATOR, false);
        String key = UUID.randomUUID().toString();
        Map<String, String> report = Map.of("title", "disk fills", "service", "search");

        String first = report(token, key, report).then().statusCode(201).extract().path("id");
        Response second = report(token, key, report);

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.<String>path("id")).isEqualTo(first);
        report(token, key, Map.of("title", "another", "service", "search"))
                .then()
                .statusCode(422)
                .body("detail", containsString("was used for another request"));
    }

    @Test
    void the_secret_of_a_new_token_is_never_stored_for_a_repeat() {
        String token = staged.token("Ann", Role.ADMIN, false);
        String key = UUID.randomUUID().toString();

        String first = newToken(token, key).then().statusCode(200).extract().path("token");
        Response second = newToken(token, key);

        assertThat(second.header("Idempotency-Replayed")).isNull();
        assertThat(second.<String>path("token")).isNotEqualTo(first);
        assertThat(staged.keptAnswers()).noneMatch(answer -> answer.contains("sre_"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/incidents",
                "/api/v1/incidents/INC-1/resolve",
                "/api/v1/incidents/INC-1/escalate",
                "/api/v1/incidents/INC-1/diagnose",
                "/api/v1/incidents/INC-1/feedback",
                "/api/v1/policy/enable",
                "/api/v1/policy/disable",
                "/api/v1/policy/kill",
                "/api/v1/policy/release",
                "/api/v1/tokens",
                "/api/v1/logs/query",
                "/api/v1/rca",
                "/api/v1/predict"
            })
    void a_body_that_is_missing_is_the_clients_mistake(String path) {
        as("Ann", Role.ADMIN)
                .contentType(ContentType.JSON)
                .post(path)
                .then()
                .statusCode(422)
                .contentType("application/problem+json");
    }

    @Test
    void a_prediction_tells_hours_ceiling_chart_and_how_good_it_was() {
        shop.open(true);
        as("Ann", Role.VIEWER)
                .get("/api/v1/predict?service=checkout")
                .then()
                .statusCode(200)
                .body("capacity.bound", is("cpu"))
                .body("ceiling.source", is("prediction.max_instances"))
                .body("hours.size()", greaterThan(5));
        as("Ann", Role.VIEWER)
                .get("/api/v1/predict/charts?service=checkout")
                .then()
                .statusCode(200)
                .body("items[0].values.size()", is(577))
                .body("items[0].forecast.upper.size()", greaterThan(71));
        as("Ann", Role.VIEWER)
                .get("/api/v1/predict/backtest?service=checkout&days=1")
                .then()
                .statusCode(200)
                .body("mase", lessThan(1f))
                .body("warnings.came", is(0));
        shop.open(false);
    }

    @ParameterizedTest
    @CsvSource({
        "/tokens, name, 201",
        "/policy/enable, scope, 401",
        "/policy/kill, reason, 4001",
        "/incidents, service, 1001",
        "/incidents, title, 4001",
        "/incidents/{id}/approve, reason, 4001",
        "/incidents/{id}/feedback, comment, 4001",
        "/incidents/{id}/resolve, reason, 4001"
    })
    void a_text_that_is_too_long_is_told_so(String path, String field, int length) {
        Map<String, Object> body = new HashMap<>();
        body.put(field, "x".repeat(length));
        if (path.equals("/incidents")) body.putIfAbsent("title", "slow");
        if (path.equals("/policy/enable")) body.put(field, "shop/" + "x".repeat(length));
        if (path.endsWith("feedback")) body.put("helpful", true);

        as("Ann", Role.ADMIN)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1" + path.replace("{id}", staged.waiting()))
                .then()
                .statusCode(422)
                .body("detail", startsWith(field + " has "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sre-agent", " SRE-Agent "})
    void nobody_is_named_like_the_program_itself(String name) {
        as("Ann", Role.ADMIN)
                .contentType(ContentType.JSON)
                .body(Map.of("name", name))
                .post("/api/v1/tokens")
                .then()
                .statusCode(422)
                .body("detail", containsString("what the program calls itself"));
    }

    @Test
    void a_body_that_is_not_understood_is_a_problem_with_a_way_out() {
        as("Olu", Role.OPERATOR)
                .contentType(ContentType.JSON)
                .body("{\"title\": ")
                .post("/api/v1/incidents")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("status", equalTo(400));
        as("Olu", Role.OPERATOR)
                .contentType(ContentType.JSON)
                .body(Map.of("title", "no service"))
                .post("/api/v1/incidents")
                .then()
                .statusCode(422)
                .body("detail", equalTo("service is missing"));
    }

    @Test
    void lists_come_in_pages() {
        for (int i = 0; i < 3; i++) staged.waiting();

        Response first = as("reader", Role.VIEWER).get("/api/v1/incidents?limit=2");
        String cursor = first.path("next_cursor");
        Response second =
                as("reader", Role.VIEWER).get("/api/v1/incidents?limit=2&cursor=" + cursor);

        assertThat(first.<List<String>>path("items.id")).hasSize(2);
        assertThat(second.<List<String>>path("items.id"))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(first.<List<String>>path("items.id"));
        as("reader", Role.VIEWER).get("/api/v1/incidents?limit=2000").then().statusCode(400);
    }

    @Test
    void what_is_not_there_is_a_problem() {
        as("reader", Role.VIEWER)
                .get("/api/v1/incidents/INC-4711")
                .then()
                .statusCode(404)
                .body("detail", equalTo("There is no incident INC-4711"))
                .body("instance", equalTo("/api/v1/incidents/INC-4711"));
        given().get("/api/v1/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    void an_operator_opens_a_window_and_an_admin_closes_it() {
        RequestSpecification olu = as("Olu", Role.OPERATOR).contentType(ContentType.JSON);
        String id =
                olu.body(
                                Map.of(
                                        "scope", "shop/*",
                                        "ends_at", "2999-01-01T00:00:00Z",
                                        "starts_at", "2998-12-24T18:00:00Z",
                                        "reason", "Christmas"))
                        .post("/api/v1/policy/windows")
                        .then()
                        .statusCode(200)
                        .body("kind", equalTo("freeze"))
                        .extract()
                        .path("id");

        as("reader", Role.VIEWER).get("/api/v1/policy/windows").then().body("id", hasItem(id));
        as("Olu", Role.OPERATOR).delete("/api/v1/policy/windows/" + id).then().statusCode(403);
        as("Ann", Role.ADMIN).delete("/api/v1/policy/windows/" + id).then().statusCode(204);
        as("Ann", Role.ADMIN).delete("/api/v1/policy/windows/" + id).then().statusCode(404);
    }

    @Test
    void a_window_that_makes_no_sense_is_said_to_make_none() {
        for (Map<String, String> wish :
                List.of(
                        Map.of("scope", "shop/*", "reason", "x"),
                        Map.of("scope", "shop/*", "reason", "x", "ends_at", "tomorrow"),
                        Map.of("scope", "shop/*", "reason", "x", "ends_at", "2001-01-01T00:00:00Z"),
                        Map.of("scope", "'; --", "reason", "x", "ends_at", "2027-01-01T00:00:00Z")))
            as("Olu", Role.OPERATOR)
                    .contentType(ContentType.JSON)
                    .body(wish)
                    .post("/api/v1/policy/windows")
                    .then()
                    .statusCode(422)
                    .contentType("application/problem+json");
    }

    @Test
    void an_operator_can_stop_everything_but_only_an_admin_lets_it_go_on() {
        RequestSpecification stop = as("Olu", Role.OPERATOR).contentType(ContentType.JSON);

        stop.body(Map.of("reason", "drill")).post("/api/v1/policy/kill").then().statusCode(200);

        as("reader", Role.VIEWER)
                .get("/api/v1/policy")
                .then()
                .body("kill_switches.state", hasItem("ENGAGED"));
        as("Olu", Role.OPERATOR)
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "drill over"))
                .post("/api/v1/policy/release")
                .then()
                .statusCode(403);
        as("Ann", Role.ADMIN)
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "drill over"))
                .post("/api/v1/policy/release")
                .then()
                .statusCode(200);
    }

    @Test
    void a_new_token_works_until_it_is_revoked() {
        RequestSpecification admin = as("Ann", Role.ADMIN).contentType(ContentType.JSON);
        String secret =
                admin.body(Map.of("name", "Ben", "role", "VIEWER"))
                        .post("/api/v1/tokens")
                        .then()
                        .statusCode(200)
                        .body("token", startsWith("sre_"))
                        .extract()
                        .path("token");
        given().header("Authorization", "Bearer " + secret).get("/status").then().statusCode(200);

        Response list = as("Ann", Role.ADMIN).get("/api/v1/tokens");
        assertThat(list.asString()).doesNotContain(secret);
        String id = list.path("items.find { it.name == 'Ben' }.id");
        as("Ann", Role.ADMIN).delete("/api/v1/tokens/" + id).then().statusCode(200);

        given().header("Authorization", "Bearer " + secret).get("/status").then().statusCode(401);
    }

    @Test
    void the_audit_chain_is_intact_and_tells_who_decided() {
        String id = staged.waiting();
        decide(id, Map.of("reason", "ok"));

        as("reader", Role.VIEWER)
                .get("/api/v1/audit/verify")
                .then()
                .statusCode(200)
                .body("state", equalTo("INTACT"));
        as("reader", Role.VIEWER)
                .get("/api/v1/audit?subject=" + id.replace("INC", "PLAN") + "-1")
                .then()
                .body("items.kind", hasItem("decision.approved"))
                .body("items.actor", hasItem("Ada"));
    }

    @Test
    void health_names_each_part_and_needs_no_token() {
        given().get("/health")
                .then()
                .statusCode(200)
                .body("status", not(equalTo("DOWN")))
                .body("parts.name", hasItem("database"));
    }

    @Test
    void metrics_and_the_openapi_document_are_there() {
        given().get("/metrics").then().statusCode(200).body(containsString("# TYPE"));
        given().header("Accept", "application/json")
                .get("/docs/openapi")
                .then()
                .statusCode(200)
                .body("openapi", startsWith("3.1"))
                .body("paths.'/api/v1/incidents/{id}/approve'.post", not(equalTo(null)));
        given().get("/api/docs").then().statusCode(200);
    }

    private RequestSpecification as(String name, Role role) {
        return given().header("Authorization", "Bearer " + staged.token(name, role, false));
    }

    private Response decide(String incident, Map<String, String> body) {
        return as("Ada", Role.APPROVER)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/incidents/" + incident + "/approve");
    }

    private static Response newToken(String token, String key) {
        return given().header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "Cem"))
                .post("/api/v1/tokens");
    }

    private static Response report(String token, String key, Map<String, String> body) {
        return given().header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/incidents");
    }
}
