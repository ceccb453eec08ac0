package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Commands of RAI, called as Gogo calls them. The bundle of the shell is here as long as this object is open. */
final class Shell implements AutoCloseable {
    private static final BundleContext CONTEXT =
            FrameworkUtil.getBundle(Shell.class).getBundleContext();

    private final Bundle bundle;
    private CommandSession session;
    private String out = "";
    private String err = "";

    Shell() throws IOException, BundleException {
        try (InputStream jar = Shell.class.getResource("/rai.shell.jar").openStream()) {
            bundle = CONTEXT.installBundle("rai.shell of " + CONTEXT.getBundle(), jar);
        }
        bundle.start();
    }

    /** From now on the process continues after a command, as it does in a script or after a prompt. */
    Shell lasting() {
        session = (CommandSession) Proxy.newProxyInstance(
                Shell.class.getClassLoader(),
                new Class<?>[] {CommandSession.class},
                (self, method, arguments) ->
                        method.getName().equals("get") && arguments[0].equals(".rai.lasting") ? true : null);
        return this;
    }

    /** Runs a command; what it throws is thrown. */
    Shell run(String command, String... arguments) throws Exception {
        ServiceReference<?> reference = function(command);
        PrintStream systemOut = System.out;
        PrintStream systemErr = System.err;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
            ((Function) CONTEXT.getService(reference)).execute(session, List.of((Object[]) arguments));
        } finally {
            System.setOut(systemOut);
            System.setErr(systemErr);
            CONTEXT.ungetService(reference);
            out = outBytes.toString(StandardCharsets.UTF_8);
            err = errBytes.toString(StandardCharsets.UTF_8);
        }
        return this;
    }

    private static ServiceReference<?> function(String command) throws InvalidSyntaxException {
        String filter = "(&(osgi.command.scope=rai)(osgi.command.function=" + command + "))";
        Eventually.until("there is a command " + command, () -> {
            try {
                return CONTEXT.getServiceReferences(Function.class, filter).size() == 1;
            } catch (InvalidSyntaxException e) {
                throw new IllegalArgumentException(e);
            }
        });
        return CONTEXT.getServiceReferences(Function.class, filter).iterator().next();
    }

    /** What the last command has written. */
    String out() {
        return out;
    }

    String err() {
        return err;
    }

    /** What the last command has written, as JSON. */
    JsonElement json() {
        assertThat(out).as("stdout").isNotBlank();
        return JsonParser.parseString(out);
    }

    @Override
    public void close() throws BundleException {
        bundle.uninstall();
    }
}
