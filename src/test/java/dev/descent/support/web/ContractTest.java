package dev.descent.support.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** How the contract describes the trial types, each feature of a request once. */
@WebTest
class ContractTest {

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "/components/schemas/Rule/oneOf/1           | {\"$ref\":\"#/components/schemas/Stairs\"}",
        "/components/schemas/Rule/discriminator     | {\"propertyName\":\"type\",\"mapping\":{\"constant\":\"#/components/schemas/Level\",\"step\":\"#/components/schemas/Stairs\"}}",
        "/components/schemas/Stairs/properties/type   | {\"type\":\"string\",\"const\":\"step\"}",
        "/components/schemas/Stairs/properties/then   | {\"$ref\":\"#/components/schemas/Rule\"}",
        "/components/schemas/Trial/properties/rule  | {\"$ref\":\"#/components/schemas/Rule\"}",
        "/components/schemas/Trial/properties/rules/items | {\"$ref\":\"#/components/schemas/Rule\"}",
        "/components/schemas/Trial/properties/target | {\"oneOf\":[{\"type\":\"string\"},{\"type\":\"array\",\"items\":{\"type\":\"string\"}}]}",
        "/components/schemas/Trial/properties/threads | {\"$ref\":\"#/components/schemas/Workers\"}",
        "/components/schemas/Workers                | {\"oneOf\":[{\"type\":\"integer\",\"format\":\"int32\",\"minimum\":1},{\"type\":\"string\"}]}",
        "/components/schemas/Trial/properties/epochs/default | 100",
        "/components/schemas/Trial/properties/mode/enum | [\"fast\",\"exact\"]",
        "/components/schemas/Trial/properties/clipMax/exclusiveMinimum | 0",
        "/components/schemas/Trial/required         | [\"name\"]",
        "/components/schemas/Check/properties/fraction/default | 0.2",
        "/components/schemas/Batch/properties/rows/items | {}",
        "/components/schemas/PageInteger/properties/nextCursor/type | [\"string\",\"null\"]",
        "/paths/~1trials/get/parameters/0/name      | \"limit\"",
        "/paths/~1trials/get/parameters/1/name      | \"after\"",
        "/paths/~1trials~1once/post/parameters/0/name | \"Idempotency-Key\""})
    void a_type_is_described_as_it_is_read(String pointer, String expected) throws Exception {
        var json = new JsonMapper();
        var contract = json.readTree(HttpClient.newHttpClient().send(HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/v3/api-docs")).build(), BodyHandlers.ofString()).body());
        assertThat(contract.at(pointer)).isEqualTo(json.readTree(expected));
    }
}
