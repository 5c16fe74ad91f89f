package dev.descent.support.web;

import dev.descent.support.Limits;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/limits")
@Tag(name = "Operations")
class LimitsController {

    private final Limits limits;

    LimitsController(Limits limits) {
        this.limits = limits;
    }

    @GetMapping
    @Operation(summary = "Read the limits", description = "How much one request or resource may ask for, sizes in bytes")
    Limits limits() {
        return limits;
    }
}
