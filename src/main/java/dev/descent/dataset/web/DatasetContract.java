package dev.descent.dataset.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Where a body may be JSON or a file, the contract names JSON first: Swagger UI then opens with an example that works. */
@Component
class DatasetContract implements GlobalOpenApiCustomizer {

    @Override
    public void customise(OpenAPI contract) {
        contract.getPaths().values().stream().map(PathItem::getPost)
                .filter(post -> post != null && post.getRequestBody() != null && post.getRequestBody().getContent() != null)
                .forEach(post -> post.getRequestBody().setContent(jsonFirst(post.getRequestBody().getContent())));
    }

    private static Content jsonFirst(Content content) {
        var ordered = new Content();
        if (content.containsKey(MediaType.APPLICATION_JSON_VALUE)) {
            ordered.addMediaType(MediaType.APPLICATION_JSON_VALUE, content.get(MediaType.APPLICATION_JSON_VALUE));
        }
        ordered.putAll(content);
        return ordered;
    }
}
