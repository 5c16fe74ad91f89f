package dev.descent.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of one fault of the matrix. It runs a few tries in {@code verify}, and all of them by {@code -Pfaults -Dfault=F01}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@ExtendWith(FaultExtension.class)
@interface Fault {

    /** Its name in the matrix. */
    String value();

    /** Tries in {@code verify}; 0 where it is left to the profile. */
    int verify();

    /** Tries that the matrix asks for. */
    int full();
}
