package rai.shell.session;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import picocli.CommandLine.Command;
import rai.shell.command.DataInvocation;
import rai.shell.command.Invocation;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.text.Json;

/** {@code version}: which RAI this is, and what it runs on. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "version"})
public final class VersionCommand extends ShellCommand {
    private final String version;

    /** @param context the bundle's context */
    @Activate
    public VersionCommand(BundleContext context) {
        version = context.getBundle().getVersion().toString();
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(name = "version", description = "Print the version of RAI, and what it runs on.")
    private final class Use extends DataInvocation {
        @Override
        protected void run(Console console) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("rai", version);
            document.put("java", System.getProperty("java.version"));
            document.put("vm", System.getProperty("java.vm.name"));
            document.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
            document.put("architecture", System.getProperty("os.arch"));
            if (json) {
                console.out().println(Json.text(document));
            } else {
                document.forEach((name, value) -> console.out().println(name + " " + value));
            }
        }
    }
}
