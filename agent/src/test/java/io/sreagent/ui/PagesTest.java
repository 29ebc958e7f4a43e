package io.sreagent.ui;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.sreagent.access.Doorkeeper;
import io.sreagent.contract.access.Role;
import io.sreagent.incident.PlanState;
import io.sreagent.incident.Plans;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WaysTestProfile.class)
class PagesTest {
    @Inject Staged staged;
    @Inject Plans plans;
    @Inject StagedShop shop;

    @Test
    void the_page_of_an_incident_shows_cause_plan_and_verdict() {
        String id = staged.waiting();

        String page = page("/ui/incidents/" + id, "approver", Role.APPROVER);

        assertThat(page)
                .contains("Memory of checkout climbs towards its limit")
                .contains("91 %")
                .contains("image checkout:v2.3.0 → checkout:v2.3.1, 4 min before the onset")
                .contains("Roll checkout back to revision 11")
                .contains("+        image: registry.shop/checkout:v2.3.0")
                .contains("automatic remediation is off")
                .contains("Approve and run");
    }

    @Test
    void the_page_draws_the_way_of_the_trouble_and_says_why_it_is_not_the_runner_up() {
        String id = staged.waiting();

        String page = page("/ui/incidents/" + id, "drawer", Role.VIEWER);

        assertThat(page)
                .contains("class=\"box cause\"")
                .contains("class=\"arrow hot\"")
                .contains("front calls checkout: latency_p99 of front went 0.12 s → 0.81 s")
                .contains("Why this one and not the others")
                .contains("class=\"p5\" title=\"memory_utilisation")
                .doesNotContain("style=");
    }

    @Test
    void the_page_of_dependencies_says_who_told_of_each_and_speaks_chinese_too() {
        String page = page("/ui/dependencies", "reader", Role.VIEWER);
        String chinese =
                given().cookie(Doorkeeper.COOKIE, staged.token("zh2", Role.VIEWER, false))
                        .header("Accept-Language", "zh-CN")
                        .get("/ui/dependencies")
                        .asString();

        assertThat(page)
                .contains("<td class=\"mono\">shop/checkout</td>")
                .contains("payments.example.com")
                .contains("<td>file</td>")
                .contains("class=\"box plain\"");
        assertThat(chinese).contains("调用关系").contains("<td>文件</td>");
    }

    @Test
    void the_page_of_anomalies_has_a_score_for_the_whole_and_each_with_its_detectors() {
        String page = page("/ui/anomalies", "reader", Role.VIEWER);
        String chinese =
                given().cookie(Doorkeeper.COOKIE, staged.token("zh3", Role.VIEWER, false))
                        .header("Accept-Language", "zh-CN")
                        .get("/ui/anomalies")
                        .asString();

        assertThat(page)
                .contains("<td class=\"mono\">shop/checkout</td><td>0.83</td><td>7</td>")
                .contains("+8.2 σ")
                .contains("<td>trend</td><td>0.99</td><td>Memory of checkout climbs.</td>")
                .contains("drift, run-rule");
        assertThat(chinese).contains("工作负载与主机整体").contains("checkout 的内存持续上升");
    }

    @Test
    void the_page_speaks_chinese_to_a_browser_that_asks_for_it() {
        String id = staged.waiting();

        String page =
                given().cookie(Doorkeeper.COOKIE, staged.token("zh", Role.VIEWER, false))
                        .header("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5")
                        .get("/ui/incidents/" + id)
                        .asString();

        assertThat(page).contains("lang=\"zh\"").contains("checkout 的内存正逼近上限").contains("等待决定");
    }

    @Test
    void the_page_of_an_incident_quotes_what_is_new_in_the_logs() {
        String id = staged.waiting();

        assertThat(page("/ui/incidents/" + id, "reader", Role.VIEWER))
                .contains("What the logs say since then")
                .contains("Never seen before, 41 times")
                .contains("{app=&quot;checkout&quot;} 2026-01-05T09:58:12Z")
                .contains("heap at 93% &lt;script&gt;")
                .doesNotContain("93% <script>");
    }

    @Test
    void the_page_of_an_incident_says_who_worded_the_diagnosis() {
        String id = staged.waiting();

        assertThat(page("/ui/incidents/" + id, "reader", Role.VIEWER))
                .contains("told by rules (llm.provider is none)");
        staged.explain(id);
        assertThat(page("/ui/incidents/" + id, "reader2", Role.VIEWER))
                .contains("worded by a language model (openai small)")
                .contains("The heap grew &lt;b&gt;since&lt;/b&gt;.")
                .contains("<span class=\"tie mono\">E2</span>")
                .contains("A look proposed by a language model")
                .contains("41 lines since the onset");
    }

    @Test
    void the_page_of_load_to_come_needs_neither_evidence_nor_facts() {
        String id = staged.foreseen();

        assertThat(page("/ui/incidents/" + id, "reader", Role.VIEWER))
                .contains("load of shop/checkout will outgrow what it can be given")
                .contains("only a person can make room")
                .contains("86 %");
    }

    @Test
    void a_viewer_sees_no_buttons_that_decide() {
        String id = staged.waiting();

        assertThat(page("/ui/incidents/" + id, "viewer", Role.VIEWER))
                .doesNotContain("Approve and run")
                .contains("Sign in as an approver to decide.");
    }

    @Test
    void the_page_of_forecasts_shows_the_hours_ahead_and_where_its_chart_is() {
        shop.open(true);
        String page = page("/ui/forecasts", "viewer", Role.VIEWER);
        shop.open(false);

        assertThat(page)
                .contains("<h2 id=\"h-load\">shop/checkout</h2>")
                .contains("data-src=\"/api/v1/predict/charts?service=shop%2Fcheckout\"")
                .contains("hx-get=\"/ui/forecasts/track?service=shop%2Fcheckout\"")
                .contains("one replica bears <b>70.0 /s</b> (CPU)")
                .contains("prediction.max_instances");
    }

    @Test
    void how_good_forecasts_were_is_a_part_of_its_own() {
        shop.open(true);
        String part = page("/ui/forecasts/track?service=checkout", "viewer", Role.VIEWER);
        shop.open(false);

        assertThat(part)
                .contains("MASE <b>")
                .contains("inside the interval <b>")
                .contains("No limit was warned of.")
                .doesNotContain("<html");
    }

    @Test
    void a_service_that_nobody_counts_is_told_so_on_the_page() {
        assertThat(page("/ui/forecasts?service=shop/cart", "viewer", Role.VIEWER))
                .contains("No source counts requests of shop/cart")
                .doesNotContain("data-src");
    }

    @Test
    void a_stranger_is_led_to_the_login() {
        given().redirects()
                .follow(false)
                .get("/ui/incidents/INC-1")
                .then()
                .statusCode(303)
                .header(
                        "Location",
                        org.hamcrest.Matchers.endsWith("/ui/login?next=%2Fui%2Fincidents%2FINC-1"));
    }

    @Test
    void a_link_with_a_token_becomes_a_cookie_and_leaves_the_address() {
        var answer = given().redirects().follow(false).get("/?token=sre_abc");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString()).doesNotContain("sre_abc").contains("url=/\"");
        assertThat(answer.header("Set-Cookie"))
                .contains(Doorkeeper.COOKIE + "=sre_abc")
                .contains("HttpOnly")
                .contains("SameSite=Strict");
    }

    @Test
    void a_click_approves_the_plan_that_was_looked_at() {
        String id = staged.waiting();
        var offered = plans.of(id).getLast();

        int status = answer(id, offered.plan().id(), offered.plan().hash(), origin(), "clicker");

        assertThat(status).isEqualTo(303);
        assertThat(plans.of(id).getLast().state()).isEqualTo(PlanState.APPROVED);
        assertThat(plans.of(id).getLast().approvals().getFirst().approver()).isEqualTo("clicker");
    }

    @Test
    void another_sites_form_changes_nothing() {
        String id = staged.waiting();
        var offered = plans.of(id).getLast();

        int status =
                answer(
                        id,
                        offered.plan().id(),
                        offered.plan().hash(),
                        "http://evil.example",
                        "lured");

        assertThat(status).isEqualTo(403);
        assertThat(plans.of(id).getLast().state()).isEqualTo(PlanState.OFFERED);
    }

    @Test
    void another_port_of_this_machine_is_another_site() {
        String id = staged.waiting();
        var offered = plans.of(id).getLast();

        int status =
                answer(
                        id,
                        offered.plan().id(),
                        offered.plan().hash(),
                        "http://localhost:1",
                        "lured2");

        assertThat(status).isEqualTo(403);
    }

    @Test
    void after_the_login_it_goes_to_a_page_of_ours_only() {
        assertThat(Answers.local("/ui/audit")).isEqualTo("/ui/audit");
        assertThat(Answers.local("//evil.example")).isEqualTo("/");
        assertThat(Answers.local("https://evil.example")).isEqualTo("/");
        assertThat(Answers.local("/\\evil.example")).isEqualTo("/");
    }

    @Test
    void pages_load_nothing_from_elsewhere() {
        given().get("/ui/login")
                .then()
                .statusCode(200)
                .header(
                        "Content-Security-Policy",
                        org.hamcrest.Matchers.containsString("default-src 'self'"));
    }

    private int answer(String incident, String plan, String hash, String origin, String who) {
        return given().redirects()
                .follow(false)
                .cookie(Doorkeeper.COOKIE, staged.token(who, Role.APPROVER, false))
                .header("Origin", origin)
                .contentType("application/x-www-form-urlencoded; charset=utf-8")
                .formParam("hash", hash)
                .formParam("incident", incident)
                .formParam("reason", "looks right")
                .post("/ui/plans/" + plan + "/approve")
                .then()
                .log()
                .ifStatusCodeIsEqualTo(403)
                .extract()
                .statusCode();
    }

    private static String origin() {
        return io.restassured.RestAssured.baseURI + ":" + io.restassured.RestAssured.port;
    }

    private String page(String path, String who, Role role) {
        return given().cookie(Doorkeeper.COOKIE, staged.token(who, role, false))
                .header("Accept-Language", "en")
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
