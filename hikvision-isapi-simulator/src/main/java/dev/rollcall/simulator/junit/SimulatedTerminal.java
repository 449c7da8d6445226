package dev.rollcall.simulator.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * On a {@link dev.rollcall.simulator.DeviceSimulator} parameter of a test or {@code @BeforeEach} method: a new terminal,
 * running until the test is over. Each annotated parameter is a terminal of its own.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SimulatedTerminalResolver.class)
public @interface SimulatedTerminal {

    /** Name of a {@link dev.rollcall.simulator.FirmwareProfile}. */
    String profile() default "GENERIC";

    /** How many events of past days its log holds. */
    int events() default 0;

    /** Whether it speaks HTTPS. */
    boolean https() default false;
}
