package dev.descent.dataset.format;

/** A column whose type is decided. */
public record ColumnPlan(String name, ColumnType type) {}
