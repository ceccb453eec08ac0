package rai.shell.extension;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import rai.api.spec.Words;
import rai.extensions.BundleJar;
import rai.shell.command.DataInvocation;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.console.Failure;
import rai.shell.text.Facts;
import rai.shell.text.Json;

/** {@code uninstall}: takes an extension away. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "uninstall"})
public final class UninstallCommand extends ShellCommand {
    private final BundleContext context;

    /** @param context the bundle's context */
    @Activate
    public UninstallCommand(BundleContext context) {
        this.context = context;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "uninstall",
            description = "Remove an extension: delete its file from bundles/, and list the services that are gone.")
    private final class Use extends DataInvocation {
        @Parameters(paramLabel = Labels.EXTENSION, description = "Its symbolic name, or the name of its file.")
        String extension;

        @Override
        protected void run(Console console) throws IOException {
            ExtensionFolder folder = new ExtensionFolder(context);
            Path file = find(folder);
            Optional<Bundle> bundle = folder.bundle(file);
            Optional<BundleJar> jar = ExtensionFolder.jar(file);
            List<Provided> services = bundle.map(Provided::by).orElse(List.of());
            folder.delete(file);
            Origins.of(folder.path()).prune();
            tell(console, folder.shown(file), file, jar, services);
        }

        private Path find(ExtensionFolder folder) throws IOException {
            List<Path> files = folder.files();
            List<Path> found =
                    files.stream().filter(file -> isMeant(folder, file)).toList();
            if (found.size() > 1) {
                throw new Failure("several files hold " + extension + ", name one: "
                        + found.stream()
                                .map(file -> file.getFileName().toString())
                                .collect(Collectors.joining(", ")));
            }
            if (found.isEmpty()) {
                if (Arrays.stream(context.getBundles())
                        .anyMatch(bundle -> extension.equals(bundle.getSymbolicName()))) {
                    throw new Failure(extension + " is part of RAI, not an extension: it was not removed");
                }
                throw Failure.of(Words.unknown("extension", extension, names(files)));
            }
            return found.get(0);
        }

        private boolean isMeant(ExtensionFolder folder, Path file) {
            return extension.equals(file.getFileName().toString())
                    || extension.equals(folder.shown(file))
                    || extension.equals(file.toString())
                    || ExtensionFolder.jar(file)
                            .filter(jar -> jar.symbolicName().equals(extension))
                            .isPresent();
        }

        private void tell(Console console, String shown, Path file, Optional<BundleJar> jar, List<Provided> services) {
            if (json) {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("name", jar.map(BundleJar::symbolicName).orElse(""));
                document.put(
                        "version",
                        jar.map(BundleJar::version).map(Version::toString).orElse(""));
                document.put("file", file);
                document.put(
                        "services", services.stream().map(Provided::document).toList());
                console.out().println(Json.text(document));
                return;
            }
            Facts facts = new Facts();
            facts.add("uninstalled", jar.map(BundleJar::toString).orElse(""));
            facts.add("deleted", shown);
            services.forEach(service -> facts.add("gone", service));
            console.print(facts.lines());
        }
    }

    /** @return what an extension can be called by */
    public static List<String> names(List<Path> files) {
        TreeSet<String> names = new TreeSet<>();
        for (Path file : files) {
            names.add(ExtensionFolder.jar(file)
                    .map(BundleJar::symbolicName)
                    .orElse(file.getFileName().toString()));
        }
        return new ArrayList<>(names);
    }
}
