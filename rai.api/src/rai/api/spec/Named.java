package rai.api.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The name by which specs call a service, such as {@code leaky-relu}: lower case, words joined by hyphens.
 *
 * <p>On a Declarative Services component it becomes the service property {@value #PROPERTY}.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Named {
    /** Prefix of the service property, see the OSGi component property types. */
    String PREFIX_ = "rai.";

    /** The service property that carries the name. */
    String PROPERTY = "rai.named";

    /** The name. */
    String value();
}
