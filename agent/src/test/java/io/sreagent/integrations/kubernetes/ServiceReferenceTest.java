package io.sreagent.integrations.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which Services a setting names. */
class ServiceReferenceTest {
    private static final Set<String> SERVICES =
            Set.of("shop/cart", "shop/orders-db", "shop/kafka", "billing/cart", "billing/ledger");

    @ParameterizedTest
    @CsvSource({
        "CART, http://cart:8080/v1?x=1, shop/cart 0.8",
        "CART, cart:8080, shop/cart 0.8",
        "DSN, postgres://me:pa@ss@orders-db/orders, ''",
        "DSN, postgres://me:pass@orders-db/orders, shop/orders-db 0.8",
        "ANY, ledger.billing, billing/ledger 0.8",
        "ANY, grpc://cart.billing.svc.cluster.local:90, billing/cart 0.8",
        "ANY, kafka-0.kafka:9092, shop/kafka 0.8",
        "ANY, kafka-0.kafka.shop.svc.cluster.local, shop/kafka 0.8",
        "CART_HOST, cart, shop/cart 0.6",
        "CART_SERVICE_ADDR, CART, shop/cart 0.6",
        "COLOUR, cart, ''",
        "URL, http://search:80, ''",
        "URL, https://cart.example.com, ''",
        "URL, '', ''",
    })
    void a_reference_is_a_known_service_in_an_address_or_under_the_name_of_one(
            String setting, String value, String expected) {
        List<String> found =
                ServiceReference.in(setting, value, "shop", SERVICES).stream()
                        .map(each -> each.service() + " " + each.confidence())
                        .toList();

        assertThat(String.join(" ", found)).isEqualTo(expected);
    }

    @Test
    void a_list_of_addresses_names_each() {
        assertThat(ServiceReference.in("BROKERS", "kafka:9092, cart:80", "shop", SERVICES))
                .extracting(ServiceReference::service)
                .containsExactly("shop/kafka", "shop/cart");
    }

    @Test
    void a_long_value_that_is_no_address_is_read_in_no_time() {
        String certificate = "a.".repeat(20_000) + "!";

        assertThat(ServiceReference.in("URL", certificate, "shop", SERVICES)).isEmpty();
    }
}
