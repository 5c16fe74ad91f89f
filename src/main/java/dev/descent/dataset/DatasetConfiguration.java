package dev.descent.dataset;

import dev.descent.dataset.format.SizeLimits;
import dev.descent.support.Allowance;
import dev.descent.support.Limits;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatasetConfiguration {

    /** A column is read as one array. */
    private static final int MOST_ROWS = Integer.MAX_VALUE - 8;

    @Bean
    SizeLimits datasetLimits(Limits limits, Allowance allowance) {
        long bytes = Math.min(limits.uploadBytes().toBytes(), allowance.quotas().uploadBytes().toBytes());
        return new SizeLimits(bytes, limits.columns(), MOST_ROWS, limits.cells(), limits.unpackedRatio(), (int) limits.fieldBytes().toBytes());
    }
}
