package dev.descent.run.stream;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param maximum event streams that are open on this node at a time */
@ConfigurationProperties("descent.streams")
record StreamProperties(@DefaultValue("2000") int maximum) {}
