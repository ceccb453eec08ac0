package rai.testkit;

import java.util.Arrays;
import rai.api.spec.Named;
import rai.api.spec.Settings;
import rai.api.spec.Settings.Configured;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/** Configures services as the catalog does, without a running framework. */
public final class Specs {
    private Specs() {}

    /**
     * A service with the settings of a spec: {@code Specs.configure(new LeakyRelu(), "leaky-relu(slope=0.2)")}.
     *
     * @param <T> the class of the service
     * @param service any instance of the class
     * @param spec its name and settings
     * @param others the services that stand as settings of the service, found by their names
     * @return the configured service
     * @throws SpecException if the spec names another service, or a setting won't do
     */
    public static <T> T configure(T service, String spec, Object... others) {
        Spec parsed = Spec.parse(spec);
        if (!parsed.name().equals(name(service))) {
            throw new SpecException("the spec '" + spec + "' names '" + parsed.name() + "', but "
                    + service.getClass().getName() + " is named '" + name(service) + "'");
        }
        return Settings.configure(service, parsed, new Settings.Resolver() {
                    @Override
                    public <S> Configured<S> resolve(Class<S> kind, Spec wanted) {
                        S found = Arrays.stream(others)
                                .filter(kind::isInstance)
                                .filter(o -> wanted.name().equals(name(o)))
                                .map(kind::cast)
                                .findFirst()
                                .orElseThrow(() -> new SpecException("'" + spec + "' needs the "
                                        + kind.getSimpleName() + " '" + wanted.name()
                                        + "': pass it to Specs.configure after the spec"));
                        return Settings.configure(found, wanted, this);
                    }
                })
                .service();
    }

    /**
     * The name of a service.
     *
     * @param service the service
     * @return what its {@link Named} says, or an empty text without one
     */
    public static String name(Object service) {
        Named named = service.getClass().getAnnotation(Named.class);
        return named == null ? "" : named.value();
    }
}
