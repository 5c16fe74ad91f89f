package dev.descent.support.web;

import dev.descent.support.StrictJson;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.TreeMap;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The contract as it is read from the code, in an order that does not depend on the machine. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String BEARER = "bearer";

    @Bean
    OpenAPI contract() {
        return new OpenAPI().info(new Info().title("Descent").version("1")
                .description("Trains neural networks: upload data, submit a run, watch it, predict. Errors are problem details (RFC 9457). "
                        + "A service that asks for credentials wants an API key or a token as bearer; one that asks for none ignores them."))
                .components(new Components().addSecuritySchemes(BEARER, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer")
                        .description("An API key (dk_…), or a token (JWT) of the issuer that the service trusts")))
                .security(List.of(new SecurityRequirement(), new SecurityRequirement().addList(BEARER)));
    }

    @Bean
    GlobalOpenApiCustomizer completeContract(StrictJson json, ContractTypes types) {
        return contract -> {
            contract.setServers(List.of(new Server().url("/").description("This service")));
            contract.setTags(null);
            var components = contract.getComponents();
            components.setSchemas(new ContractSchemas(json, types.byName()).completed(components.getSchemas()));
            components.addSchemas(ProblemSchema.NAME, ProblemSchema.schema());
            var paths = new Paths();
            new TreeMap<>(contract.getPaths()).forEach(paths::addPathItem);
            contract.setPaths(paths);
        };
    }
}
