package dev.descent.support;

import java.time.Clock;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.MapperFeature;

@Configuration(proxyBeanMethods = false)
class SupportConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Members are written in the order in which the record declares them. */
    @Bean
    JsonMapperBuilderCustomizer recordJson() {
        return mapper -> mapper.addModule(new RecordJsonModule()).disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY);
    }
}
