package rai.shell.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.Function;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.shell.command.DataInvocation;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.console.Failure;
import rai.shell.text.Facts;
import rai.shell.text.Json;

/** {@code new}: begins an extension. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "new"})
public final class NewCommand extends ShellCommand {
    private final Catalog catalog;
    private final Version rai;

    /** @param catalog knows which names are taken */
    @Activate
    public NewCommand(@Reference Catalog catalog) {
        this(catalog, FrameworkUtil.getBundle(Kind.class).getVersion());
    }

    public NewCommand(Catalog catalog, Version rai) {
        this.catalog = catalog;
        this.rai = rai;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    /** For completion. */
    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return NewProject.kinds().stream().map(Kind::word).iterator();
        }
    }

    @Command(
            name = "new",
            description = "Begin an extension: write a Maven project with a service of your own, and its test.")
    private final class Use extends DataInvocation {
        @Parameters(
                index = "0",
                paramLabel = Labels.KIND,
                completionCandidates = Kinds.class,
                description = "What it will be: ${COMPLETION-CANDIDATES}.")
        String kind;

        @Parameters(
                index = "1",
                paramLabel = "NAME",
                description = "What the service will be called: lower case, words joined by hyphens.")
        String name;

        @Option(
                names = "--dir",
                paramLabel = Labels.DIRECTORY,
                description = "Where to write it: a directory that is empty or not there yet; without it, ./NAME.")
        Path directory;

        @Option(
                names = "--group",
                paramLabel = "GROUP",
                defaultValue = NewProject.GROUP,
                description = "Maven group of the project; default ${DEFAULT-VALUE}.")
        String group;

        @Option(
                names = "--package",
                paramLabel = "PACKAGE",
                description = "Java package of the class; without it, the group and the name.")
        String pack;

        @Override
        protected void run(Console console) throws IOException {
            NewProject project = NewProject.of(kind, name, pack, group, rai);
            catalog.list(project.kind()).stream()
                    .filter(entry -> entry.name().equals(name))
                    .findFirst()
                    .ifPresent(entry -> {
                        throw new Failure("there is " + NewProject.a(project.kind()) + " '" + name + "' already, in "
                                + entry.bundle() + " " + entry.version() + ": take another name");
                    });
            Path target = directory == null ? Path.of(name) : directory;
            NewDirectory.write(target, project.files());
            if (json) {
                console.out().println(Json.text(document(project, target)));
            } else {
                console.print(report(project, target));
            }
        }

        private static Map<String, Object> document(NewProject project, Path directory) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("kind", project.kind().word());
            map.put("name", project.name());
            map.put("directory", directory);
            map.put("files", List.copyOf(project.files().keySet()));
            return map;
        }

        private static List<String> report(NewProject project, Path directory) {
            Facts facts = new Facts();
            facts.add("directory", directory);
            facts.add(project.kind().word(), project.source());
            facts.add("test", project.test());
            facts.add("compiled against", "rai.api " + project.version() + ", which ./bndw release hands to Maven");
            List<String> lines = new ArrayList<>(facts.lines());
            lines.add("");
            lines.add("Next:");
            String home = System.getProperty("rai.home");
            String program = home == null ? "rai" : Path.of(home, "rai").toString();
            lines.add("  cd " + directory);
            lines.add("  mvn package");
            lines.add("  " + program + " install " + project.jar());
            lines.add("  " + program + " " + project.use());
            return lines;
        }
    }
}
