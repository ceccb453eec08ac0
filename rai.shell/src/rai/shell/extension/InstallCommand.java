package rai.shell.extension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.service.command.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.extensions.BundleJar;
import rai.extensions.ExtensionException;
import rai.extensions.Needs;
import rai.shell.command.DataInvocation;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;
import rai.shell.text.Facts;
import rai.shell.text.Json;

/** {@code install}: checks an extension and puts it where it is used. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "install"})
public final class InstallCommand extends ShellCommand {
    private final BundleContext context;
    private final Catalog catalog;

    /**
     * @param context the bundle's context
     * @param catalog knows which services are used
     */
    @Activate
    public InstallCommand(BundleContext context, @Reference Catalog catalog) {
        this.context = context;
        this.catalog = catalog;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "install",
            description = "Check an extension, copy it to bundles/, and wait until its services are available.")
    private final class Use extends DataInvocation {
        @Parameters(paramLabel = Labels.FILE, description = "The bundle: a jar, or its URL.")
        String source;

        @Override
        protected void run(Console console) throws IOException {
            ExtensionFolder folder = new ExtensionFolder(context);
            try (IncomingFile incoming = IncomingFile.copy(source, folder.path())) {
                BundleJar jar = check(incoming);
                Path target = folder.path().resolve(fileName(incoming, jar));
                requireOwnPlace(folder, jar, target);
                List<Path> older = olderFiles(folder, jar, target);
                Optional<BundleJar> replaced = Files.exists(target) ? ExtensionFolder.jar(target) : Optional.empty();
                List<String> gone = new ArrayList<>(
                        replaced.map(BundleJar::toString).stream().toList());
                Bundle bundle = place(folder, incoming, target);
                for (Path file : older) {
                    gone.add(ExtensionFolder.jar(file).map(BundleJar::toString).orElse("") + " of "
                            + folder.shown(file));
                    folder.delete(file);
                }
                tell(console, folder, target, bundle, gone);
            }
        }

        private BundleJar check(IncomingFile incoming) throws IOException {
            try {
                BundleJar jar = BundleJar.readWhole(incoming.path());
                List<String> missing = Needs.of(context, jar.manifest());
                if (!missing.isEmpty()) {
                    throw new Failure(ExitCode.FAILED, "cannot work here: it needs " + String.join("; and ", missing));
                }
                return jar;
            } catch (Failure | ExtensionException e) {
                throw new Failure(ExitCode.FAILED, source + " " + e.getMessage() + "; nothing was installed");
            }
        }

        private static String fileName(IncomingFile incoming, BundleJar jar) {
            return ExtensionFolder.isJar(incoming.name()) ? incoming.name() : jar.symbolicName() + ".jar";
        }

        /** A framework takes one bundle of a name and version, a folder one file of a name. */
        private void requireOwnPlace(ExtensionFolder folder, BundleJar jar, Path target) throws IOException {
            if (Files.exists(target)) {
                if (Files.exists(Path.of(source)) && Files.isSameFile(Path.of(source), target)) {
                    throw new Failure(
                            source + " lies in the folder of extensions already: see its state with extensions");
                }
                ExtensionFolder.jar(target)
                        .filter(there -> !there.isNamedAs(jar))
                        .ifPresent(there -> {
                            throw new Failure(
                                    folder.shown(target) + " is another extension, " + there + ": rename " + source);
                        });
            }
            Optional<Bundle> same = folder.installed(jar.symbolicName(), jar.version());
            if (same.isPresent() && !same.get().getLocation().equals(ExtensionFolder.location(target))) {
                for (Path file : folder.files()) {
                    if (same.get().getLocation().equals(ExtensionFolder.location(file))) {
                        throw new Failure(jar + " is installed already, from " + folder.shown(file)
                                + ": uninstall that first, or raise the version");
                    }
                }
                throw new Failure(jar + " is a bundle of RAI itself: an extension needs a name of its own");
            }
        }

        /** Files that hold other versions of the same extension, which the new one replaces. */
        private static List<Path> olderFiles(ExtensionFolder folder, BundleJar jar, Path target) throws IOException {
            return folder.files().stream()
                    .filter(file -> !file.equals(target))
                    .filter(file ->
                            ExtensionFolder.jar(file).filter(jar::isNamedAs).isPresent())
                    .toList();
        }

        private Bundle place(ExtensionFolder folder, IncomingFile incoming, Path target) throws IOException {
            try (Placement placement = new Placement(context, folder, target)) {
                return placement.take(incoming);
            }
        }

        private void tell(Console console, ExtensionFolder folder, Path file, Bundle bundle, List<String> gone) {
            List<Provided> services = Provided.by(bundle);
            if (json) {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("name", bundle.getSymbolicName());
                document.put("version", bundle.getVersion());
                document.put("file", file);
                document.put("replaced", gone);
                document.put(
                        "services", services.stream().map(Provided::document).toList());
                console.out().println(Json.text(document));
            } else {
                Facts facts = new Facts();
                facts.add("installed", bundle.getSymbolicName() + " " + bundle.getVersion());
                facts.add("file", folder.shown(file));
                facts.add("replaced", String.join(", ", gone));
                services.forEach(service -> facts.add(service.kind(), service.name()));
                console.print(facts.lines());
            }
            console.out().flush();
            if (services.isEmpty() && !BundleEvents.isFragment(bundle)) {
                console.say(folder.shown(file) + " provides no service: none of its classes has @Component");
            }
            services.forEach(service -> sayWhoIsUsed(console, service, bundle));
        }

        /** Of two services of one name and kind, one is used. */
        private void sayWhoIsUsed(Console console, Provided service, Bundle bundle) {
            for (Kind kind : Kind.values()) {
                if (kind.word().equals(service.kind())) {
                    catalog.list(kind).stream()
                            .filter(entry -> entry.name().equals(service.name())
                                    && entry.quarantine().isEmpty())
                            .filter(entry -> !entry.bundle().equals(bundle.getSymbolicName()))
                            .forEach(entry -> console.say("another " + service + " is used, that of " + entry.bundle()
                                    + " " + entry.version() + ": give yours a name of its own"));
                }
            }
        }
    }
}
