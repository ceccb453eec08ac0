package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.felix.service.command.Function;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** Whoever looks for a command finds it in docs/command-line.md. */
class CommandPageTest {
    @Test
    void everyCommandIsOnThePageOfTheCommandLine() throws Exception {
        BundleContext context = FrameworkUtil.getBundle(CommandPageTest.class).getBundleContext();
        String page = Files.readString(Path.of(context.getProperty("rai.checkout"), "docs", "command-line.md"));
        try (Shell shell = new Shell()) {
            shell.run("version");
            for (ServiceReference<?> command :
                    context.getServiceReferences(Function.class, "(osgi.command.scope=rai)")) {
                String name = String.valueOf(command.getProperty("osgi.command.function"));
                assertThat(name.equals("default") || page.contains("`" + name + "`"))
                        .as(name)
                        .isTrue();
            }
        }
    }
}
