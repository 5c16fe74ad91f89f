package dev.descent.faults;

/** A safeguard that is taken away from a running service, by a file of its name, to see whether the checker notices. */
enum Mutation {
    /** A worker writes whether it still holds the run or not. */
    WITHOUT_FENCE,
    /** No key is remembered. */
    WITHOUT_IDEMPOTENCY_ROW,
    /** What is acknowledged may still be in the memory of the operating system; no statement of the pool does it. */
    WITHOUT_SYNC;

    String rewrite(String sql) {
        return switch (this) {
            case WITHOUT_FENCE -> sql.startsWith("update run set event_seq = event_seq + ?") ? "update run set event_seq = event_seq + ? where id = ? and ? is not null" : sql;
            case WITHOUT_IDEMPOTENCY_ROW -> sql.startsWith("insert into idempotency")
                    ? "delete from idempotency where idempotency_key = ? and fingerprint = ? and created_at = ? and 1 = 0" : sql;
            case WITHOUT_SYNC -> sql;
        };
    }
}
