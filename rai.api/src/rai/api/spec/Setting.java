package rai.api.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a field of a service as a setting of its spec.
 *
 * <p>The field's name gives the setting's name ({@code etaMinus} is {@code eta-minus} in a spec), its type gives the
 * type, and its initial value gives the default: nothing is written twice. Types: {@code int}, {@code long},
 * {@code double}, {@code boolean}, {@code String}, {@code Path}, an enum, or a kind of service such as {@code Loss},
 * whose value is then a spec itself. The fields are set before the service is used and never change afterwards.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Setting {
    /** One sentence for the help. */
    String value();

    /** Smallest number allowed. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Largest number allowed. */
    double max() default Double.POSITIVE_INFINITY;

    /** Whether the number must lie strictly between {@link #min} and {@link #max}. */
    boolean open() default false;

    /**
     * Default spec, for a field whose type is a kind of service. With {@code auto}, the field stays null, also if {@code auto} is
     * written in a spec: the service then chooses for itself.
     */
    String spec() default "";

    /** Whether the setting has no default and must be given. */
    boolean required() default false;
}
