package rai.itest;

import java.lang.ref.WeakReference;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.run.Run;
import rai.api.run.Trainer;

/** Whatever an extension provided: when it has been trained with and is taken out, nothing of it is left. */
@ExtendWith(ServiceExtension.class)
class LeakTest {
    @InjectService(timeout = 10_000)
    Catalog catalog;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    /** One of each kind of service; what is installed here is the sound one that these take the place of. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "THROWS_IN_VALUE",
                "WIDENS_ITS_OUTPUT",
                "THROWING_LOSS",
                "WRITES_NAN",
                "ALTERS_THE_DATA",
                "THROWING_INITIALIZER",
                "THROWING_DATASET"
            })
    void theClassLoaderOfAnExtensionIsFreedWhenItIsTakenOut(Bad placeholder) throws Exception {
        Bundle extension = Extensions.install("sound-1.0.0");
        WeakReference<ClassLoader> loader = Extensions.loader(extension);
        for (Kind kind : Kind.values()) {
            catalog.list(kind);
        }
        try {
            train(placeholder);
        } finally {
            extension.uninstall();
        }
        Extensions.requireFreed(loader);
    }

    /** A method of its own: what its variables hold is not held when it has returned. */
    private void train(Bad placeholder) {
        try (Run run = trainer.prepare(placeholder.request(Optional.empty()))) {
            run.train(event -> {});
        }
    }
}
