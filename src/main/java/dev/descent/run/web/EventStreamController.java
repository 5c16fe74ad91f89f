package dev.descent.run.web;

import dev.descent.run.RunEvent;
import dev.descent.run.stream.EventStream;
import dev.descent.run.stream.EventStreams;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.json.JsonMapper;

/** The events of a run as they happen, as the <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML standard</a> wants them for an EventSource. */
@RestController
@RequestMapping("/api/v1/runs/{id}")
@Tag(name = "Runs")
class EventStreamController {

    /** Below the idle time that proxies end a connection after. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final double MAX_RATE = 1000;
    private static final String BEGINNING = "retry: 1000\n\n";
    private static final String COMMENT = ":\n\n";

    private final EventStreams streams;
    private final JsonMapper json;

    EventStreamController(EventStreams streams, JsonMapper json) {
        this.streams = streams;
        this.json = json;
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(summary = "Read everything that happened, without a gap", description = "As `text/event-stream` also what happens from now on: `id` is the event's seq, `event` its type, `data` the event. `Last-Event-ID` goes on where a stream broke off, on any node. After `end` nothing comes any more.")
    @ApiResponse(responseCode = "204", description = "The run has ended, and nothing came after the last event known", content = @Content)
    @ApiResponse(responseCode = "400", description = "A parameter cannot be read")
    @ApiResponse(responseCode = "404", description = "There is no such run")
    @ApiResponse(responseCode = "429", description = "Too many streams are open")
    @ApiResponse(responseCode = "503", description = "The service stops")
    ResponseEntity<StreamingResponseBody> stream(HttpMethod method, @Parameter(hidden = true) HttpServletResponse response, @PathVariable String id,
            @Parameter(description = "seq to go on after") @RequestHeader(name = "Last-Event-ID", required = false) Long lastEventId,
            @Parameter(description = "seq to begin after, where there is no `Last-Event-ID`") @RequestParam(defaultValue = "0") long after,
            @Parameter(description = "Epochs per second at most; the last, the best and one that is not finite are never left out") @RequestParam(required = false) Double maxRate) {
        return streams.open(id, RunHistoryController.from(lastEventId == null ? after : lastEventId), rate(maxRate))
                .map(stream -> ResponseEntity.ok().contentType(MediaType.TEXT_EVENT_STREAM).header("X-Accel-Buffering", "no").body(body(stream, method, response)))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    /** Whoever asks for the headers only would never be seen to go away. */
    private StreamingResponseBody body(EventStream stream, HttpMethod method, HttpServletResponse response) {
        return method == HttpMethod.HEAD ? _ -> { } : _ -> send(stream, response);
    }

    private void send(EventStream stream, HttpServletResponse response) throws IOException {
        try (stream) {
            write(response, BEGINNING);
            while (!stream.isOver()) {
                write(response, text(stream.next(HEARTBEAT)));
            }
        }
    }

    private String text(List<RunEvent> events) {
        if (events.isEmpty()) {
            return COMMENT;
        }
        var text = new StringBuilder();
        for (RunEvent event : events) {
            text.append("id: ").append(event.seq()).append("\nevent: ").append(event.type()).append("\ndata: ").append(json.writeValueAsString(event)).append("\n\n");
        }
        return text.toString();
    }

    /** The stream that Spring hands to a body ignores that it is to be flushed: a quiet run's watcher would wait until 8 KiB have come together. */
    private static void write(HttpServletResponse response, String text) throws IOException {
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
    }

    private static Double rate(Double maxRate) {
        if (maxRate != null && !(maxRate > 0 && maxRate <= MAX_RATE)) {
            throw new Problem(ProblemCode.INVALID_PARAMETER, "maxRate must be above 0 and at most 1000 (was " + maxRate + ")");
        }
        return maxRate;
    }
}
