package dev.descent.support.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.descent.support.Allowance;
import dev.descent.support.Limits;
import dev.descent.support.Quotas;
import dev.descent.support.Usage;
import dev.descent.support.security.Tenant;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/limits")
@Tag(name = "Operations")
class LimitsController {

    private final Limits limits;
    private final Allowance allowance;
    private final ObjectProvider<Usage> usages;

    LimitsController(Limits limits, Allowance allowance, ObjectProvider<Usage> usages) {
        this.limits = limits;
        this.allowance = allowance;
        this.usages = usages;
    }

    /**
     * @param quotas of the caller's tenant; null where nobody is asked for credentials, which is also where no rate applies
     * @param usage  what the caller's tenant has now, by the names of the quotas
     */
    @Schema(name = "CurrentLimits")
    record CurrentLimits(@JsonUnwrapped Limits limits, @Schema(types = {"object", "null"}, description = "What the tenant may have; null where no credentials are asked for") Quotas quotas,
            @Schema(description = "What the tenant has now, by the names of the quotas") Map<String, Long> usage) {}

    @GetMapping
    @Operation(summary = "Read the limits", description = "How much one request or resource may ask for, what a tenant may have and what it has; sizes in bytes")
    CurrentLimits limits() {
        var usage = new TreeMap<String, Long>();
        usages.forEach(room -> usage.putAll(room.of(Tenant.owner())));
        return new CurrentLimits(limits, allowance.isOpen() ? null : allowance.quotas(), usage);
    }
}
