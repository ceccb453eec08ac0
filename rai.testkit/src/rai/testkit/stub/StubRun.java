package rai.testkit.stub;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import rai.api.run.Change;
import rai.api.run.Model;
import rai.api.run.Run;
import rai.api.run.RunEvent;

/** A run that is kept nowhere; only {@code train} is left to the test. */
public interface StubRun extends Run {
    @Override
    default String name() {
        return "stub";
    }

    @Override
    default Optional<Path> directory() {
        return Optional.empty();
    }

    @Override
    default void stop() {}

    @Override
    default void pause() {
        throw new AssertionError("not expected: pause");
    }

    @Override
    default void proceed() {
        throw new AssertionError("not expected: proceed");
    }

    @Override
    default List<RunEvent.Swapped> swap(Change change) {
        throw new AssertionError("not expected: swap");
    }

    @Override
    default Model model() {
        throw new AssertionError("not expected: model");
    }

    @Override
    default void close() {}
}
