package rai.shell.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.catalog.Kind;
import rai.publish.Projects;
import rai.publish.Projects.Project;
import rai.shell.command.DataInvocation;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.text.Facts;
import rai.shell.text.Json;

/** {@code new}: begins an extension. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "new"})
public final class NewCommand extends ShellCommand {
    private final Projects projects;

    /** @param projects writes projects */
    @Activate
    public NewCommand(@Reference Projects projects) {
        this.projects = projects;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Override
    protected IFactory factory() {
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return type == Kinds.class
                        ? type.cast(new Kinds(projects))
                        : CommandLine.defaultFactory().create(type);
            }
        };
    }

    /** The kinds that can be completed. */
    static final class Kinds implements Iterable<String> {
        private final Projects projects;

        Kinds(Projects projects) {
            this.projects = projects;
        }

        @Override
        public Iterator<String> iterator() {
            return projects.kinds().stream().map(Kind::word).iterator();
        }
    }

    @Command(name = "new", description = "Start an extension: write a Maven project with a service and its test.")
    private final class Use extends DataInvocation {
        @Parameters(
                index = "0",
                paramLabel = Labels.KIND,
                completionCandidates = Kinds.class,
                description = "The kind of service: ${COMPLETION-CANDIDATES}.")
        String kind;

        @Parameters(
                index = "1",
                paramLabel = "NAME",
                description = "The name of the service: lower case, words joined by hyphens.")
        String name;

        @Option(
                names = "--dir",
                paramLabel = Labels.DIRECTORY,
                description = "The directory to write, empty or new; default ./NAME.")
        Path directory;

        @Option(
                names = "--group",
                paramLabel = "GROUP",
                defaultValue = Projects.GROUP,
                description = "Maven group of the project; default ${DEFAULT-VALUE}.")
        String group;

        @Option(
                names = "--package",
                paramLabel = "PACKAGE",
                description = "Java package of the class; default: the group and the name.")
        String pack;

        @Override
        protected void run(Console console) throws IOException {
            Path target = directory == null ? Path.of(name) : directory;
            Project project = projects.write(new Projects.Order(kind, name, pack, group, target));
            if (json) {
                console.out().println(Json.text(document(project, target)));
            } else {
                console.print(report(project, target));
            }
        }

        private Map<String, Object> document(Project project, Path directory) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("kind", project.kind().word());
            map.put("name", name);
            map.put("directory", directory);
            map.put("files", project.files());
            return map;
        }

        private static List<String> report(Project project, Path directory) {
            Facts facts = new Facts();
            facts.add("directory", directory);
            facts.add(project.kind().word(), project.source());
            facts.add("test", project.test());
            facts.add("compiled against", "rai.api " + project.version() + ", which ./bndw release installs for Maven");
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
