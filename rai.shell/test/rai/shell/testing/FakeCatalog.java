package rai.shell.testing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rai.api.activation.Properties;
import rai.api.activation.ScalarActivation;
import rai.api.catalog.Kind;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.Settings;
import rai.api.spec.Settings.Configured;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.api.spec.Words;
import rai.testkit.stub.StubCatalog;

/** A catalog of a few services. */
public final class FakeCatalog implements StubCatalog {
    private final List<Object> services;
    /** Why all of them are in quarantine. */
    public String quarantine = "";

    public FakeCatalog(Object... services) {
        this.services = Arrays.asList(services);
    }

    @Override
    public List<Entry> list(Kind kind) {
        return services.stream()
                .filter(kind.type()::isInstance)
                .map(service -> entry(kind, service.getClass()))
                .sorted(Comparator.comparing(Entry::name))
                .toList();
    }

    private Entry entry(Kind kind, Class<?> type) {
        About about = type.getAnnotation(About.class);
        return new Entry(
                kind,
                name(type),
                about.value(),
                about.formula(),
                about.source(),
                Settings.of(type),
                "a.bundle",
                "1.2.3",
                quarantine);
    }

    private static String name(Class<?> type) {
        return type.getAnnotation(Named.class).value();
    }

    @Override
    public <T> Found<T> find(Class<T> kind, Spec spec) {
        List<T> all = services.stream().filter(kind::isInstance).map(kind::cast).toList();
        T service = all.stream()
                .filter(s -> name(s.getClass()).equals(spec.name()))
                .findFirst()
                .orElseThrow(() -> Words.unknown(
                        Kind.of(kind).word(),
                        spec.name(),
                        all.stream().map(s -> name(s.getClass())).toList()));
        if (!quarantine.isEmpty()) {
            throw new SpecException(spec + " is in quarantine, since " + quarantine);
        }
        Configured<T> configured = Settings.configure(service, spec, this);
        return new Found<>(configured.service(), configured.spec(), new Provider("a.bundle", "1.2.3", ""));
    }

    /** A dataset with settings. */
    @Named("cloud")
    @About(value = "A cloud.", formula = "x ~ N(0, 1)", source = "Gauss, 1809")
    public static class Cloud implements DatasetSource {
        @Setting(value = "How many.", min = 1)
        int n = 10;

        @Override
        public Dataset load() {
            return null;
        }
    }

    /** A dataset that has the name of a study, and a setting that must be given. */
    @Named("twin")
    @About("A dataset called twin.")
    public static class TwinData implements DatasetSource {
        @Setting(value = "Which file.", required = true)
        String file;

        @Override
        public Dataset load() {
            return null;
        }
    }

    /** A method that trains with all examples in every step. */
    @Named("whole")
    @About("A method.")
    public static class Whole implements TrainingMethod {
        @Override
        public Set<Batching> batching() {
            return Set.of(Batching.FULL_BATCH);
        }

        @Override
        public void step(Training training) {
            throw new UnsupportedOperationException();
        }
    }

    /** An activation that rises from 0 to its height at -1, which has properties. */
    @Named("steps")
    @About("A step.")
    public static class Steps implements ScalarActivation {
        @Setting(value = "How high.", min = 0)
        double height = 1;

        @Override
        public double value(double z) {
            return z > -1 ? height : 0;
        }

        @Override
        public double derivative(double z) {
            return 0;
        }

        @Override
        public Optional<Properties> properties() {
            return Optional.of(new Properties(
                    0, height, true, Properties.Symmetry.NONE, Double.POSITIVE_INFINITY, Properties.Saturation.BOTH));
        }
    }
}
