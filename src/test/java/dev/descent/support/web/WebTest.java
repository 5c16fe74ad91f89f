package dev.descent.support.web;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/** The whole service on a real port, with the endpoints of {@link Trials}; one context for all tests that carry this. */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"descent.http.allowed-hosts=descent.test", "descent.http.allowed-origins=https://friend.example", "descent.limits.prediction-bytes=300B"})
@ActiveProfiles("test")
@Import(Trials.class)
@interface WebTest {}
