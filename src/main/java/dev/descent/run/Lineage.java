package dev.descent.run;

import dev.descent.nn.train.Inherited;
import jakarta.persistence.Embeddable;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a run comes from; it never changes.
 *
 * @param parentRun      the run that it was forked from, which may be deleted meanwhile; null for none
 * @param parentEpoch    last finished epoch of the state that it began with
 * @param inherited      what of that state goes on besides the weights: names of {@link Inherited}, separated by spaces
 * @param verifies       the run that it repeats; null for none
 * @param expectedDigest the weights that this one had in the end
 */
@Embeddable
record Lineage(String parentRun, Integer parentEpoch, String inherited, String verifies, String expectedDigest) {

    static final Lineage NONE = new Lineage(null, null, null, null, null);

    static Lineage fork(String parent, int epoch, Set<Inherited> inherited) {
        return new Lineage(parent, epoch, inherited.stream().map(Enum::name).collect(Collectors.joining(" ")), null, null);
    }

    Lineage verifying(String run, String digest) {
        return new Lineage(parentRun, parentEpoch, inherited, run, digest);
    }

    boolean isFork() {
        return parentRun != null;
    }

    /** Epochs that were finished before the run began. */
    int epochsBefore() {
        return isFork() ? parentEpoch : 0;
    }

    /** Null for a run that is no fork. */
    Set<Inherited> inheritance() {
        if (!isFork()) {
            return null;
        }
        var kept = EnumSet.noneOf(Inherited.class);
        Arrays.stream(inherited.split(" ")).filter(name -> !name.isEmpty()).map(Inherited::valueOf).forEach(kept::add);
        return kept;
    }
}
