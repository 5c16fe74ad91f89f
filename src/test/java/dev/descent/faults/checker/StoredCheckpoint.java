package dev.descent.faults.checker;

/**
 * A published checkpoint beside what its chunks really are.
 *
 * @param run     null where chunks have no row, and then only {@code chunks} and {@code length} say something
 * @param claimed what the row says of its length
 * @param sha256  what the row says of its bytes
 */
record StoredCheckpoint(String id, String run, long claimed, String sha256, int chunks, boolean areInOrder, long length, String found) {}
