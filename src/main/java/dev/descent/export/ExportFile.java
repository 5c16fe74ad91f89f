package dev.descent.export;

/**
 * A state as a file.
 *
 * @param check what was done to see that it says the same as the service
 */
public record ExportFile(String name, ExportFormat format, byte[] content, String check) {}
