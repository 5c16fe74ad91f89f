package dev.descent.support.web;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param allowedHosts names besides localhost, 127.0.0.1 and [::1] under which the service may be called, without a port
 * @param allowedOrigins origins such as https://lab.example whose pages may use the API from a browser; none of others, whatever they ask for
 * @param balancerWait time that a shutdown gives load balancers to see that the service is not ready any more; 2 s where it is not given, and
 *                     none on loopback
 */
@ConfigurationProperties("descent.http")
record HttpProperties(@DefaultValue List<String> allowedHosts, @DefaultValue List<String> allowedOrigins, Duration balancerWait) {}
