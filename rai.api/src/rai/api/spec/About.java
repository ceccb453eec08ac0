package rai.api.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What users should know about a service: shown by {@code list} and {@code describe}. Optional, but recommended. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface About {
    /** One sentence: what it is, and what it is good for. */
    String value();

    /** The formula in plain text, for example {@code z / (1 + |z|)}. */
    String formula() default "";

    /** Where it comes from: authors, year, and arXiv id or venue. */
    String source() default "";
}
