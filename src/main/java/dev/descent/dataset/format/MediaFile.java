package dev.descent.dataset.format;

/** One of several files that were sent together. */
public record MediaFile(String name, Upload upload) {}
