package rai.api.engine;

import org.osgi.annotation.versioning.ConsumerType;
import rai.api.spec.SpecException;

/**
 * A service whose numbers can be the same to the last bit on every processor and with every Java, which a run with a portable
 * engine needs. For that its code, and what it calls, does arithmetic with {@code + - * /} and the functions of {@link Math}
 * that are exact ({@code sqrt, fma, abs, max, min, floor, rint, ...}), {@link StrictMath}, and products and sums of the run's
 * {@code LinearAlgebra} and segments. {@code Math.exp}, {@code log}, {@code pow}, {@code tanh} and the like differ between processors
 * or versions of Java in the last bit, and so do matrix products and sums of the tensor library.
 *
 * <p>A service that a portable run would use is refused unless it implements this interface.
 */
@ConsumerType
public interface Portable {
    /**
     * The form for portable runs.
     *
     * @return a service of the same class and settings that keeps the rules above; this one if it always does. This one stays as
     *     it is
     */
    default Object portable() {
        return this;
    }

    /**
     * The form of a service for portable runs.
     *
     * @param <T> its kind
     * @param service the service
     * @param word what it is, such as {@code loss mse}
     * @return its form
     * @throws SpecException if it has none
     */
    @SuppressWarnings("unchecked")
    static <T> T of(T service, String word) {
        if (service instanceof Portable portable) {
            return (T) portable.portable();
        }
        throw new SpecException("the " + word + " is not portable: its numbers may differ in the last bits on another"
                + " processor or Java");
    }
}
