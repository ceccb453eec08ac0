package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

/** The page of all services is that of the services that are there. */
@ExtendWith(BundleContextExtension.class)
class CataloguePageTest {
    @InjectBundleContext
    BundleContext context;

    @TempDir
    Path dir;

    @Test
    void thePageInTheCheckoutIsCurrent() throws Exception {
        Path fresh = dir.resolve("catalogue.md");
        try (Shell shell = new Shell()) {
            shell.run("catalogue", "--out", fresh.toString());
        }
        Path page = Path.of(context.getProperty("rai.checkout"), "docs/catalogue.md");
        assertThat(Files.readString(page))
                .as("docs/catalogue.md is stale: run ./bndw dist, then ./rai catalogue --out docs/catalogue.md")
                .isEqualTo(Files.readString(fresh));
    }
}
