package rai.core.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.Test;
import rai.api.activation.ScalarActivation;

class FaultAttributionTest {
    static class Calm implements ScalarActivation {
        @Override
        public double value(double z) {
            return z;
        }

        @Override
        public double derivative(double z) {
            return 1;
        }
    }

    static class Base extends Calm {
        @Override
        public double value(double z) {
            throw new IllegalStateException("no");
        }
    }

    static class Heir extends Base {}

    static class Nested extends Calm {
        static class Table {
            double at(double z) {
                throw new IllegalStateException("no");
            }
        }

        @Override
        public double value(double z) {
            return new Table().at(z);
        }
    }

    static class Lambda extends Calm {
        private final DoubleUnaryOperator f = z -> {
            throw new IllegalStateException("no");
        };

        @Override
        public double value(double z) {
            return f.applyAsDouble(z);
        }
    }

    /** Calls another service, as a layer does its activation. */
    record Caller(ScalarActivation inner) implements ScalarActivation {
        @Override
        public double value(double z) {
            return inner.value(z);
        }

        @Override
        public double derivative(double z) {
            return inner.derivative(z);
        }
    }

    private static final Calm CALM = new Calm();

    @Test
    void itIsTheServiceWhoseClassHasThrown() {
        Base bad = new Base();
        assertThat(culprit(thrown(bad), CALM, bad)).containsSame(bad);
    }

    @Test
    void itIsTheServiceWhoseSuperclassHasThrown() {
        Heir bad = new Heir();
        assertThat(culprit(thrown(bad), new Lambda(), bad)).containsSame(bad);
    }

    @Test
    void itIsTheServiceInWhoseNestedClassOrLambdaItHappened() {
        for (ScalarActivation bad : List.of(new Nested(), new Lambda())) {
            StackTraceElement[] innermost = {thrown(bad).getStackTrace()[0]};
            assertThat(FaultAttribution.of(
                            List.<StackTraceElement[]>of(innermost), List.of(CALM, bad), Function.<Object>identity()))
                    .containsSame(bad);
        }
    }

    @Test
    void ofServicesThatCallEachOtherItIsTheInnermost() {
        Base bad = new Base();
        Caller caller = new Caller(bad);
        assertThat(culprit(thrown(caller), caller, bad)).containsSame(bad);
        assertThat(culprit(thrown(caller), caller)).containsSame(caller);
    }

    @Test
    void theInnermostCauseIsLookedAtFirst() {
        Base bad = new Base();
        RuntimeException wrapped = new RuntimeException("wrapped", new RuntimeException(thrown(bad)));
        wrapped.setStackTrace(trace(Lambda.class.getName()));
        assertThat(culprit(wrapped, new Lambda(), bad)).containsSame(bad);
    }

    @Test
    void cyclicCausesEnd() {
        RuntimeException first = new RuntimeException();
        first.initCause(new RuntimeException(first));
        assertThat(FaultAttribution.traces(first)).hasSize(2);
    }

    @Test
    void ifNoServiceIsOnTheStackNobodyIsAtFault() {
        assertThat(FaultAttribution.of(
                        List.<StackTraceElement[]>of(trace("java.lang.Thread", "rai.core.run.TrainingRun")),
                        List.of(CALM),
                        s -> s))
                .isEmpty();
    }

    /** The thread of the run waits within the method; a helper hangs in the activation. */
    @Test
    void whatHasCalledTheCoreIsNotAtFaultIfAnotherServiceHangs() {
        Lambda method = new Lambda();
        Nested activation = new Nested();
        List<StackTraceElement[]> threads = List.of(
                trace("java.util.concurrent.locks.LockSupport", "rai.core.compute.Workers", Lambda.class.getName()),
                trace("java.lang.Thread", Nested.class.getName(), "rai.core.compute.Workers"));
        assertThat(FaultAttribution.of(threads, List.of(method, activation), s -> s))
                .containsSame(activation);
        assertThat(FaultAttribution.of(threads.subList(0, 1), List.of(method, activation), s -> s))
                .containsSame(method);
    }

    @Test
    void ifNoServiceHasAFrameItIsTheOneInWhoseBundleItHappened() throws Exception {
        Object service = new Bundle(Alone.class, Helper.class).make(Alone.class);
        List<StackTraceElement[]> traces =
                List.<StackTraceElement[]>of(trace("java.lang.Thread", Helper.class.getName()));
        assertThat(FaultAttribution.of(traces, List.of(CALM, service), s -> s)).containsSame(service);
        assertThat(FaultAttribution.of(traces, List.<Object>of(CALM), s -> s)).isEmpty();
    }

    @Test
    void aClassThatABundleOnlyImportsIsNotItsFault() throws Exception {
        Object service = new Bundle(Alone.class).make(Alone.class);
        assertThat(FaultAttribution.of(
                        List.<StackTraceElement[]>of(trace(Helper.class.getName())), List.of(service), s -> s))
                .isEmpty();
    }

    /** Made by bytes: no compiler lets it pass. */
    @Test
    void aMethodThatAnOlderApiDidNotHaveIsTheFaultOfTheClassThatLacksIt() throws Exception {
        ScalarActivation old = (ScalarActivation) new ByteBuddy()
                .subclass(Object.class)
                .implement(ScalarActivation.class)
                .name("extension.old.Unfinished")
                .make()
                .load(FaultAttributionTest.class.getClassLoader())
                .getLoaded()
                .getDeclaredConstructor()
                .newInstance();
        AbstractMethodError error = catchThrowableOfType(AbstractMethodError.class, () -> old.value(1));
        assertThat(culprit(error, CALM, old)).containsSame(old);
    }

    static class Helper {}

    /** A service whose class needs no other of this test. */
    public static class Alone {}

    /** Loads classes of this test once more, as those of a bundle. */
    private static final class Bundle extends ClassLoader {
        private final List<String> own;

        Bundle(Class<?>... own) {
            super(FaultAttributionTest.class.getClassLoader());
            this.own = List.of(own).stream().map(Class::getName).toList();
        }

        Object make(Class<?> type) throws ReflectiveOperationException {
            return loadClass(type.getName()).getDeclaredConstructor().newInstance();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!own.contains(name)) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }

        private Class<?> define(String name) {
            try (InputStream in =
                    FaultAttributionTest.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static Optional<Object> culprit(Throwable thrown, Object... used) {
        return FaultAttribution.of(FaultAttribution.traces(thrown), List.of(used), Function.identity());
    }

    private static Throwable thrown(ScalarActivation activation) {
        try {
            activation.value(1);
        } catch (IllegalStateException e) {
            return e;
        }
        throw new AssertionError("it must throw");
    }

    private static StackTraceElement[] trace(String... classes) {
        return List.of(classes).stream()
                .map(c -> new StackTraceElement(c, "m", null, 1))
                .toArray(StackTraceElement[]::new);
    }
}
