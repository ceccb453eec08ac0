package rai.shell.train;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which value of a run's document an option sets, so that a message about the value can name the option. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface Sets {
    /** @return the value's key, as in {@code execution.seed}; {@code phases[].l1} is the key in all phases */
    String value();
}
