package dev.descent.support.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The contract in the repository is the one that the code offers. {@code -Ddescent.openapi.write=true} writes it anew. */
@SpringBootTest
@AutoConfigureMockMvc
@ActiveProfiles("test")
class OpenApiTest {

    private static final Path COMMITTED = Path.of("openapi", "openapi.yaml");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    @Autowired
    private MockMvc http;

    @Autowired
    private ContractTypes types;

    private JsonNode contract;

    @BeforeEach
    void readContract() throws Exception {
        contract = new JsonMapper().readTree(answer("/v3/api-docs"));
    }

    @Test
    void the_committed_contract_is_the_one_offered() throws Exception {
        var offered = answer("/v3/api-docs.yaml");
        if (Boolean.getBoolean("descent.openapi.write")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, offered);
        }
        assertThat(offered).as("run this test with -Ddescent.openapi.write=true").isEqualTo(Files.readString(COMMITTED));
    }

    @Test
    void every_operation_has_a_summary_and_says_how_it_fails() {
        var silent = new ArrayList<String>();
        operations((name, operation) -> {
            if (!operation.hasNonNull("summary")) {
                silent.add(name + " has no summary");
            }
            if (operation.get("responses").propertyNames().stream().noneMatch(status -> status.startsWith("4"))) {
                silent.add(name + " declares no error");
            }
        });
        assertThat(silent).isEmpty();
    }

    @Test
    void every_refusal_is_a_problem_and_every_other_answer_with_a_body_has_a_schema() {
        var silent = new ArrayList<String>();
        operations((name, operation) -> operation.get("responses").properties().forEach(answer -> {
            var problem = answer.getKey().startsWith("4") || answer.getKey().startsWith("5");
            var contents = answer.getValue().path("content");
            if (problem && !contents.at("/application~1problem+json/schema/$ref").asString("").endsWith("/Problem") || contents.valueStream().anyMatch(content -> !content.has("schema"))) {
                silent.add(name + " " + answer.getKey());
            }
        }));
        assertThat(silent).isEmpty();
    }

    @Test
    void every_body_that_is_posted_has_an_example() {
        var silent = new ArrayList<String>();
        operations((name, operation) -> operation.at("/requestBody/content").properties().forEach(content -> {
            if (name.startsWith("post") && !hasExample(content.getValue())) {
                silent.add(name + " " + content.getKey());
            }
        }));
        assertThat(silent).isEmpty();
    }

    @Test
    void every_choice_between_objects_has_a_discriminator_with_a_mapping() {
        var choices = new ArrayList<JsonNode>();
        contract.findParents("oneOf").stream()
                .filter(schema -> schema.get("oneOf").values().stream().allMatch(kind -> kind.has("$ref"))).forEach(choices::add);
        assertThat(choices).isNotEmpty().allMatch(schema -> schema.at("/discriminator/mapping").size() == schema.get("oneOf").size());
    }

    @Test
    void every_reference_leads_somewhere_and_every_name_to_one_type() {
        assertThat(contract.findValuesAsString("$ref")).isNotEmpty().allMatch(reference -> contract.at(reference.substring(1)).isObject());
        assertThat(types.ambiguous()).isEmpty();
    }

    @Test
    void operation_ids_are_unique() {
        var ids = new ArrayList<String>();
        operations((_, operation) -> ids.add(operation.get("operationId").stringValue()));
        assertThat(ids).doesNotHaveDuplicates();
    }

    private boolean hasExample(JsonNode content) {
        var reference = content.at("/schema/$ref").asString("");
        var schema = reference.isEmpty() ? content.path("schema") : contract.at(reference.substring(1));
        return List.of(content, schema).stream().anyMatch(node -> node.has("example") || node.has("examples"));
    }

    private void operations(BiConsumer<String, JsonNode> each) {
        contract.get("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> METHODS.contains(method.getKey()))
                .forEach(method -> each.accept(method.getKey() + " " + path.getKey(), method.getValue())));
    }

    private String answer(String path) throws Exception {
        return http.perform(get(path)).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
