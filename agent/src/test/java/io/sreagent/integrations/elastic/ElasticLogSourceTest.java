package io.sreagent.integrations.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.LogSource;
import io.sreagent.contract.source.LogSourceContract;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers what a test wants. */
class ElasticLogSourceTest extends LogSourceContract {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private ScriptedElastic server;

    @BeforeEach
    void serve() throws IOException {
        server = new ScriptedElastic();
        for (int i = 0; i < 10; i++) {
            server.add(
                    NOON.plusMillis(100L * i), i == 3 ? "error" : "info", "order " + i + " paid");
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected LogSource source() {
        return source(TestSettings.at(server.url()));
    }

    private static ElasticLogSource source(ElasticSettings settings) {
        return new ElasticLogSource(settings, InstantSource.fixed(NOON), TestSettings.HASTY);
    }

    @Override
    protected LogSource dead() {
        return source(TestSettings.at("http://127.0.0.1:9"));
    }

    @Override
    protected Resource resource() {
        return Resource.service("shop", "checkout");
    }

    @Override
    protected Instant from() {
        return NOON;
    }

    @Override
    protected Instant until() {
        return NOON.plusSeconds(10);
    }

    @Test
    void the_answer_in_elasticsearchs_documentation_is_read() {
        // https://www.elastic.co/guide/en/elasticsearch/reference/8.15/search-your-data.html ,
        // "Run a search", shortened; with the sort values that "Sort search results" shows.
        server.instead =
                new ScriptedElastic.Reply(
                        200,
                        """
                        {"took": 5, "timed_out": false,
                         "_shards": {"total": 1, "successful": 1, "skipped": 0, "failed": 0},
                         "hits": {"total": {"value": 3, "relation": "eq"}, "max_score": null, "hits": [
                          {"_index": "my-index-000001", "_id": "kxWFcnMByiguvud1Z8vC", "_score": null,
                           "_source": {"@timestamp": "2099-11-15T14:12:12",
                            "http": {"request": {"method": "get"}, "response": {"bytes": 1070000, "status_code": 200},
                                     "version": "1.1"},
                            "message": "GET /search HTTP/1.1 200 1070000", "source": {"ip": "127.0.0.1"},
                            "user": {"id": "kimchy"}},
                           "sort": [4098435132000]}]}}
                        """);

        List<LogLine> lines =
                source().query(
                                "{index=~\".+\"}",
                                Instant.parse("2099-11-15T14:00:00Z"),
                                Instant.parse("2099-11-15T15:00:00Z"),
                                10)
                        .value();

        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().message()).isEqualTo("GET /search HTTP/1.1 200 1070000");
        assertThat(lines.getFirst().time()).isEqualTo("2099-11-15T14:12:12Z");
        assertThat(lines.getFirst().position())
                .isEqualTo("elasticsearch:my-index-000001/kxWFcnMByiguvud1Z8vC");
    }

    @Test
    void a_document_tells_its_level_and_what_it_is_about() {
        List<LogLine> lines = source().lines(resource(), from(), until(), 100).value();

        assertThat(lines.get(3).severity()).isEqualTo(Severity.ERROR);
        assertThat(lines.get(3).resource().id()).isEqualTo("shop/checkout/checkout-1");
        assertThat(lines.get(3).message()).isEqualTo("order 3 paid");
    }

    @Test
    void names_become_exact_conditions_of_the_fields_that_are_there() {
        source().lines(Resource.service("shop", "a\"}]} or"), from(), until(), 10);

        JsonNode filter = server.searches.getFirst().at("/query/bool/filter");
        assertThat(filter.at("/0/range/@timestamp/gte").asLong()).isEqualTo(NOON.toEpochMilli());
        assertThat(filter.at("/1/bool/should/0/term/kubernetes.namespace").asText())
                .isEqualTo("shop");
        assertThat(filter.at("/2/bool/should/0/term/service.name.keyword").asText())
                .isEqualTo("a\"}]} or");
        assertThat(server.paths.getLast()).startsWith("/logs-*,filebeat-*/_search?");
    }

    @Test
    void a_filter_is_asked_of_the_index_by_its_words_and_then_taken_to_the_letter() {
        server.add(NOON.plusSeconds(2), "info", "order 33 PAID");

        Answer<List<LogLine>> answer =
                source().query("{service=\"checkout\"} |= \"r 3 pa\"", from(), until(), 100);

        assertThat(answer.value()).extracting(LogLine::message).containsExactly("order 3 paid");
        JsonNode filter = server.searches.getFirst().at("/query/bool/filter");
        assertThat(filter.at("/2/bool/should/0/wildcard/message/value").asText()).isEqualTo("*r*");
        assertThat(filter.at("/4/bool/should/0/wildcard/message/value").asText()).isEqualTo("*pa*");
    }

    @Test
    void a_level_is_found_though_the_text_does_not_tell_it() {
        Answer<List<LogLine>> answer =
                source().query(
                                "{service=\"checkout\"} |~ \"(?i)(error|fatal)\"",
                                from(),
                                until(),
                                9);

        assertThat(answer.value()).extracting(LogLine::message).containsExactly("order 3 paid");
    }

    @Test
    void more_lines_than_a_page_holds_come_page_by_page_each_once() {
        for (int i = 0; i < 2_500; i++) server.add(NOON.plusMillis(2_000 + i / 3), "info", "l" + i);

        Answer<List<LogLine>> answer = source().lines(resource(), from(), until(), 2_200);

        assertThat(answer.troubles()).isEmpty();
        assertThat(answer.value()).hasSize(2_200).doesNotHaveDuplicates();
        assertThat(answer.value()).extracting(LogLine::message).contains("l2499", "l300");
        assertThat(server.searches).hasSize(3);
    }

    @Test
    void a_page_of_one_instant_is_asked_for_in_a_larger_one() {
        for (int i = 0; i < 1_500; i++) server.add(NOON.plusSeconds(3), "info", "l" + i);

        Answer<List<LogLine>> answer = source().lines(resource(), from(), until(), 1_505);

        assertThat(answer.troubles()).isEmpty();
        assertThat(answer.value()).hasSize(1_505).doesNotHaveDuplicates();
    }

    @Test
    void a_full_queue_is_waited_for_and_told_when_it_stays() {
        // https://www.elastic.co/guide/en/elasticsearch/reference/8.15/rejected-requests.html
        server.instead =
                new ScriptedElastic.Reply(
                        429,
                        "{\"error\":{\"type\":\"es_rejected_execution_exception\"},\"status\":429}");

        Answer<List<LogLine>> answer = source().lines(resource(), from(), until(), 10);

        assertThat(server.searches).hasSize(3);
        assertThat(answer.value()).isEmpty();
        assertThat(answer.troubles().getFirst())
                .contains("429", "es_rejected_execution", "elasticsearch.max_parallel");
    }

    @Test
    void credentials_go_with_every_request_and_into_no_trouble() {
        server.instead = new ScriptedElastic.Reply(401, "{\"error\":\"unable to authenticate\"}");
        TestSettings key = new TestSettings(server.url(), Optional.of("a2V5"), Optional.empty());
        TestSettings user = new TestSettings(server.url(), Optional.empty(), Optional.of("u"));

        Answer<List<LogLine>> refused = source(key).lines(resource(), from(), until(), 10);
        source(user).lines(resource(), from(), until(), 10);

        assertThat(server.authorizations)
                .containsExactly(
                        "ApiKey a2V5", "ApiKey a2V5", "Basic dTpzZWNyZXQ=", "Basic dTpzZWNyZXQ=");
        assertThat(refused.troubles().getFirst()).contains("401").doesNotContain("a2V5");
    }

    @Test
    void what_is_no_query_is_told_before_anything_is_asked() {
        assertThatThrownBy(() -> source().query("{oops", from(), until(), 10))
                .hasMessageContaining("LogQL, column");
        assertThat(server.paths).isEmpty();
    }
}
