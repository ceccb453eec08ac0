package rai.shell.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.console.Failure;

/** {@code source}: runs the commands of a file in this session. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "source"})
public final class SourceCommand extends ShellCommand {
    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "source",
            description = "Run the commands of a file; the first that fails ends them.",
            footer = "Outside the shell: ./rai FILE.rai, or ./rai < FILE.")
    private static final class Use extends Invocation {
        @Parameters(
                paramLabel = Labels.FILE,
                description = "The file: a command per line; lines that begin with # are comments.")
        Path file;

        @Override
        protected void run(Console console) throws IOException {
            if (!console.lasting()) {
                throw new Failure("source runs a file in the session of a shell: use ./rai " + file
                        + (file.toString().endsWith(Script.ENDING)
                                ? ""
                                : ", with a file that ends in " + Script.ENDING));
            }
            try (InputStream text = Files.newInputStream(file)) {
                new Script(file.toString(), text).run(console.session(), console);
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw Failure.of(e);
            }
        }
    }
}
