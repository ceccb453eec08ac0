package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.felix.service.command.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.util.tracker.ServiceTracker;

/** The page of all services is that of the services that are there. */
@ExtendWith(BundleContextExtension.class)
class CataloguePageTest {
    private static final String COMMAND = "(&(osgi.command.scope=rai)(osgi.command.function=catalogue))";

    @InjectBundleContext
    BundleContext context;

    @TempDir
    Path dir;

    private Path checkout;
    private Bundle shell;

    @BeforeEach
    void startTheShell() throws BundleException {
        checkout = Path.of(context.getProperty("rai.checkout"));
        shell = context.installBundle(checkout.resolve("rai.shell/generated/rai.shell.jar").toUri().toString());
        shell.start();
    }

    @AfterEach
    void removeTheShell() throws BundleException {
        shell.uninstall();
    }

    @Test
    void thePageInTheCheckoutIsCurrent() throws Exception {
        Path fresh = dir.resolve("catalogue.md");
        ServiceTracker<Function, Function> command = new ServiceTracker<>(context, context.createFilter(COMMAND), null);
        command.open();
        try {
            command.waitForService(10_000).execute(null, List.of("--out", fresh.toString()));
        } finally {
            command.close();
        }
        assertThat(Files.readString(checkout.resolve("docs/catalogue.md")))
                .as("docs/catalogue.md is stale: run ./bndw dist, then ./rai catalogue --out docs/catalogue.md")
                .isEqualTo(Files.readString(fresh));
    }
}
