package dev.descent.run;

import org.springframework.stereotype.Component;

/** Named lines at which a test stops or kills the process, to show that no line is a bad one to die at. In production nothing happens there. */
public interface Failpoint {

    /** In the order in which the writing of a large checkpoint passes them. */
    enum Place {
        /** nothing of the checkpoint is written */
        BEFORE_CHUNKS,
        /** some of its chunks are */
        BETWEEN_CHUNKS,
        /** all of them are; nobody sees them, and the attempt has not been checked */
        BEFORE_PUBLISHING,
        /** as above, by a writing that ends the run */
        BEFORE_ENDING,
        /** the row is written under the attempt, and not committed */
        BEFORE_COMMIT,
        /** everything is committed */
        AFTER_PUBLISHING
    }

    void reached(Place place, String run);

    /** What the service runs with. */
    @Component
    class None implements Failpoint {

        @Override
        public void reached(Place place, String run) {}
    }
}
