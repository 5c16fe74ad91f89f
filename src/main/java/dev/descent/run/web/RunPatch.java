package dev.descent.run.web;

import dev.descent.support.Printable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;

/** What may be changed of a run at any time; what is absent stays as it is. */
record RunPatch(
        @Size(min = 1, max = 200)
        @Pattern(regexp = Printable.NAME, message = Printable.NAME_RULE)
        String name,
        @Size(max = 64) Map<@Size(min = 1, max = 100) @Pattern(regexp = Printable.LABEL, message = Printable.LABEL_RULE) String,
                @Size(max = 200) @Pattern(regexp = Printable.LABEL, message = Printable.LABEL_RULE) String> labels,
        @Min(-1000) @Max(1000) Integer priority) {}
