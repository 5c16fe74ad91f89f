package dev.descent.run;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/**
 * Why a run failed.
 *
 * @param epoch from 1; null where no epoch is to blame
 * @param batch from 1, within the epoch
 */
@Embeddable
public record Failure(
        @Column(name = "failure_code") @Enumerated(EnumType.STRING) Code code,
        @Column(name = "failure_detail") String detail,
        @Column(name = "failure_epoch") Integer epoch,
        @Column(name = "failure_batch") Integer batch) {

    public enum Code {
        /** a loss or a weight was not finite */
        DIVERGED,
        OUT_OF_MEMORY,
        /** the dataset cannot be trained on */
        DATA_ERROR,
        STALLED,
        STORAGE,
        /** too many claims in a row without a new checkpoint */
        MAX_ATTEMPTS,
        INTERNAL
    }

    public static Failure of(Code code, String detail) {
        return new Failure(code, detail, null, null);
    }
}
