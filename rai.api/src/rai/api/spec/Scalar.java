package rai.api.spec;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A record that a document holds as one number or text, not as a map. Its class has a public static method
 * {@code read(Object)}, which makes it of that number or text, or throws a {@link DocumentException} without a path.
 */
@ProviderType
public interface Scalar {
    /** @return the number or text */
    Object plain();
}
