package rai.shell.extension;

import java.io.IOException;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.extensions.repository.Entry;
import rai.shell.command.DataInvocation;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.extension.Installation.Installed;
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
            description =
                    "Check an extension, copy it to bundles/, and wait until its services are available. With --from,"
                            + " find it in the index of a repository, and install what it requires too.")
    private final class Use extends DataInvocation {
        @Parameters(
                paramLabel = Labels.FILE,
                description = "The bundle: a jar, or its URL; with --from its symbolic name, or a requirement such as"
                        + " 'osgi.wiring.package;(osgi.wiring.package=org.example)'.")
        String source;

        @Option(
                names = "--from",
                paramLabel = Labels.FILE,
                description = "The index of a repository (index.xml), a file or a URL, or the folder that it is in.")
        String from;

        @Override
        protected void run(Console console) throws IOException {
            ExtensionFolder folder = new ExtensionFolder(context);
            List<Installed> all = from == null ? Installation.one(context, source) : withAllThatItRequires(folder);
            if (json) {
                int last = all.size() - 1;
                Map<String, Object> document = document(all.get(last));
                document.put(
                        "requires",
                        all.subList(0, last).stream()
                                .map(InstallCommand::document)
                                .toList());
                console.out().println(Json.text(document));
            } else {
                all.forEach(installed -> tell(console, folder, installed));
            }
            console.out().flush();
            all.forEach(installed -> warn(console, folder, installed));
        }

        private List<Installed> withAllThatItRequires(ExtensionFolder folder) throws IOException {
            Repository repository = Repository.open(from);
            List<Entry> entries = repository.resolve(context, source);
            Installation installation = new Installation(context, folder);
            List<IncomingFile> fetched = new ArrayList<>();
            try {
                for (Entry entry : entries) {
                    fetched.add(repository.fetch(entry, folder.path()));
                }
                for (int i = 0; i < entries.size(); i++) {
                    installation.add(
                            entries.get(i).toString(),
                            fetched.get(i),
                            Optional.of(entries.get(i).name() + ".jar"),
                            entries.size() == 1);
                }
                List<Installed> all = installation.run();
                Origins origins = Origins.of(folder.path());
                for (int i = 0; i < entries.size(); i++) {
                    origins.add(all.get(i).file(), Repository.place(entries.get(i)));
                }
                return all;
            } finally {
                for (IncomingFile incoming : fetched) {
                    incoming.close();
                }
            }
        }

        private void tell(Console console, ExtensionFolder folder, Installed installed) {
            Facts facts = new Facts();
            Bundle bundle = installed.bundle();
            facts.add("installed", bundle.getSymbolicName() + " " + bundle.getVersion());
            facts.add("file", folder.shown(installed.file()));
            facts.add("replaced", String.join(", ", installed.replaced()));
            Provided.by(bundle).forEach(service -> facts.add(service.kind(), service.name()));
            console.print(facts.lines());
        }

        private void warn(Console console, ExtensionFolder folder, Installed installed) {
            List<Provided> services = Provided.by(installed.bundle());
            if (services.isEmpty() && from == null && !BundleEvents.isFragment(installed.bundle())) {
                console.say(
                        folder.shown(installed.file()) + " provides no service: none of its classes has @Component");
            }
            services.forEach(service -> sayWhoIsUsed(console, service, installed.bundle()));
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

    private static Map<String, Object> document(Installed installed) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", installed.bundle().getSymbolicName());
        document.put("version", installed.bundle().getVersion());
        document.put("file", installed.file());
        document.put("replaced", installed.replaced());
        document.put(
                "services",
                Provided.by(installed.bundle()).stream().map(Provided::document).toList());
        return document;
    }
}
