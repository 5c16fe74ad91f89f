package dev.descent.support.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param allowedHosts names besides localhost, 127.0.0.1 and [::1] under which the service may be called, without a port
 */
@ConfigurationProperties("descent.http")
record HttpProperties(@DefaultValue List<String> allowedHosts) {}
