package dev.descent.run.web;

import dev.descent.run.RunQueue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/queue", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Runs")
class QueueController {

    private final RunQueue queue;

    QueueController(RunQueue queue) {
        this.queue = queue;
    }

    record Places(List<RunQueue.Place> data) {}

    @GetMapping
    @Operation(summary = "List the waiting runs in the order in which they will be trained")
    Places places() {
        return new Places(queue.places());
    }
}
