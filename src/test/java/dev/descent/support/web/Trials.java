package dev.descent.support.web;

import dev.descent.support.BodyLimit;
import dev.descent.support.Page;
import dev.descent.support.Paging;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.descent.support.Trial;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;

/** Endpoints for the tests of this room. */
@TestConfiguration
@RestController
@RequestMapping("/trials")
class Trials {

    @BodyLimit(content = BodyLimit.Content.PREDICTION, tokens = 100, problem = "batch-too-large")
    record Batch(List<JsonNode> rows) {}

    final AtomicInteger created = new AtomicInteger();
    volatile CountDownLatch entered = new CountDownLatch(0);
    volatile CountDownLatch released = new CountDownLatch(0);

    private final Idempotency idempotency;
    private final JdbcClient jdbc;

    Trials(Idempotency idempotency, JdbcClient jdbc) {
        this.idempotency = idempotency;
        this.jdbc = jdbc;
        jdbc.sql("create table trial (name varchar(200))").update();
    }

    @PostMapping
    Trial create(@RequestBody Trial trial) {
        return trial;
    }

    @PostMapping("/once")
    ResponseEntity<Map<String, Object>> createOnce(@RequestBody Trial trial, HttpServletRequest request) {
        return idempotency.once(request, () -> {
            entered.countDown();
            await(released);
            jdbc.sql("insert into trial values (?)").param(trial.name()).update();
            if (trial.name().equals("refused")) {
                throw new Problem(ProblemCode.QUEUE_FULL, "The queue is full");
            }
            var number = created.incrementAndGet();
            return ResponseEntity.created(URI.create("/trials/" + number)).body(Map.of("number", number, "name", "ü" + trial.name()));
        });
    }

    @PostMapping("/batch")
    int batch(@RequestBody Batch batch) {
        return batch.rows().size();
    }

    @PostMapping(path = "/file", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    long file(@RequestPart MultipartFile file) {
        return file.getSize();
    }

    /** The numbers 1 to 7. */
    @GetMapping
    Page<Integer> list(Paging paging) {
        int after = Objects.requireNonNullElse(paging.after(Integer::valueOf), 0);
        return paging.page(IntStream.rangeClosed(after + 1, 7).limit(paging.fetch()).boxed().toList(), String::valueOf);
    }

    @GetMapping(path = "/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Integer> one(@PathVariable int number, @RequestParam(required = false) Integer maxPoints,
            @RequestParam(required = false) Integer level) {
        switch (number) {
            case 1 -> throw new IllegalStateException("secret\r\n at dev.descent.Secret(Secret.java:1)");
            case 2 -> throw new Problem(ProblemCode.QUEUE_FULL, "The queue is full", List.of(), Map.of("limit", 7));
            default -> {
                return Map.of("number", number);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
