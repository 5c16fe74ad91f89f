package dev.descent.support;

import dev.descent.nn.spec.SpecLimits;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.MapperFeature;

@Configuration(proxyBeanMethods = false)
class SupportConfiguration {

    @Bean
    SteadyClock clock(ObjectProvider<DataSource> database) {
        var source = database.getIfAvailable();
        var machine = Clock.systemUTC();
        return new SteadyClock(source == null ? machine::instant : new DatabaseTime(source), System::nanoTime, machine::instant);
    }

    /** Two fifths of the heap stay for requests, caches and snapshots. */
    @Bean
    SpecLimits specLimits(Limits limits) {
        return new SpecLimits(limits.parameters(), limits.layers(), limits.width(),
                Runtime.getRuntime().maxMemory() / 5 * 3, limits.encodedBytes().toBytes(), limits.operations());
    }

    /** Members are written in the order in which the record declares them. */
    @Bean
    JsonMapperBuilderCustomizer recordJson() {
        return mapper -> mapper.addModule(new RecordJsonModule()).disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY);
    }
}
