package rai.shell.archive;

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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.archive.ZipIn;
import rai.api.data.DataException;
import rai.api.run.RunReader;
import rai.api.run.Runs;
import rai.api.spec.SpecException;
import rai.shell.archive.ArchiveDocument.DataFile;
import rai.shell.archive.ArchiveDocument.Jar;
import rai.shell.command.DataInvocation;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.extension.ExtensionJars;
import rai.shell.extension.Installation;
import rai.shell.run.RunFinder;
import rai.shell.text.Json;

/** {@code unbundle}: opens a run that another machine has packed. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "unbundle"})
public final class UnbundleCommand extends ShellCommand {
    private static final String LIMIT = "8G";

    private final BundleContext context;
    private final Runs runs;

    /**
     * @param context the bundle's context
     * @param runs opens the run
     */
    @Activate
    public UnbundleCommand(BundleContext context, @Reference Runs runs) {
        this.context = context;
        this.runs = runs;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "unbundle",
            description = "Open a run that bundle has packed: its directory appears whole, or not at all.",
            footer = {
                "Every file is compared with the SHA-256 that the archive lists. The jars of extensions that the run"
                    + " used are put into its directory, and installed only with --install: an extension is a program,"
                    + " which can do whatever you can."
            })
    private final class Use extends DataInvocation {
        @Parameters(paramLabel = Labels.FILE, description = "The zip file that bundle has written.")
        Path file;

        @Option(
                names = "--out",
                paramLabel = Labels.DIRECTORY,
                description =
                        "The directory of the run, which must not exist (default: runs/ and the name of the run).")
        Path out;

        @Option(
                names = "--install",
                description = "Install the extensions that the run used and that are missing here.")
        boolean install;

        @Option(
                names = "--limit",
                paramLabel = "SIZE",
                description = "How large the unpacked files may be in all, whatever their compression (default: "
                        + LIMIT + ", if they are compressed as usual).")
        String limit;

        @Override
        protected void run(Console console) throws IOException {
            long most = Size.bytes("--limit", limit == null ? LIMIT : limit);
            ArchiveDocument document;
            Path directory;
            try (RunUnpacker unpacker = new RunUnpacker(file, most, limit != null)) {
                document = unpacker.document();
                directory = out == null ? RunFinder.FOLDER.resolve(document.run()) : out;
                unpacker.unpack(directory, this::complete);
            }
            List<Jar> missing = missing(document, console);
            List<String> notes = notes(document, directory, missing);
            report(console, document, directory, install ? List.of() : missing);
            console.out().flush();
            notes.forEach(console::say);
            if (install) {
                for (Jar jar : missing) {
                    console.say("installing the extension " + jar);
                    Installation.one(
                            context, directory.resolve(jar.file().path()).toString());
                }
            }
        }

        /** The run must be readable, and know where its data are. */
        private void complete(Path folder, Map<String, String> places) {
            if (!isReadable(runs.open(folder))) {
                throw new DataException(file + " is damaged: the run in it can't be read; nothing was unpacked");
            }
            if (!places.isEmpty()) {
                runs.moveData(folder, places);
            }
        }

        private static boolean isReadable(RunReader run) {
            try {
                run.request();
                return !run.status().state().equals("damaged");
            } catch (SpecException e) {
                return false;
            }
        }

        /** Those that are not installed. */
        private List<Jar> missing(ArchiveDocument document, Console console) throws IOException {
            ExtensionJars jars = new ExtensionJars(context);
            List<Jar> missing = new ArrayList<>();
            for (Jar jar : document.extensions()) {
                Optional<Bundle> installed = jars.find(jar.name(), jar.version());
                if (installed.isEmpty()) {
                    missing.add(jar);
                } else if (!ZipIn.sha256(jars.file(installed.get()))
                        .equals(jar.file().sha256())) {
                    console.say("the extension " + jar.name() + " " + jar.version()
                            + " is installed in another build than the run used (SHA-256 "
                            + ZipIn.sha256(jars.file(installed.get())) + ", not "
                            + jar.file().sha256() + "): results may differ");
                }
            }
            return missing;
        }

        private List<String> notes(ArchiveDocument document, Path directory, List<Jar> missing) {
            List<String> notes = new ArrayList<>();
            if (!install) {
                for (Jar jar : missing) {
                    notes.add("the run used the extension " + jar + ", which is not installed: if you trust it, "
                            + "install it with: install "
                            + Console.quoted(
                                    directory.resolve(jar.file().path()).toString()));
                }
            }
            document.missing()
                    .forEach(name -> notes.add(
                            "the run used the extension " + name + ", which is not in the archive: install it first"));
            for (DataFile data : document.data()) {
                if (!data.isPacked() && !Files.exists(Path.of(data.named()))) {
                    notes.add("the data of the run are not in the archive: resume and rerun need " + data.named()
                            + " (SHA-256 " + data.file().sha256() + ")");
                }
            }
            if (!document.startsFrom().isEmpty() && !Files.exists(Path.of(document.startsFrom()))) {
                notes.add("the run started from " + document.startsFrom()
                        + ", which is not in the archive: rerun needs that run there");
            }
            return notes;
        }

        private void report(Console console, ArchiveDocument document, Path directory, List<Jar> missing) {
            if (json) {
                Map<String, Object> result = new LinkedHashMap<>();
                result.put("directory", directory.toString());
                result.putAll(Reports.contents(document));
                result.put("not_installed", missing.stream().map(Reports::map).toList());
                console.out().println(Json.text(result));
            } else {
                console.out()
                        .println("unpacked " + directory + ": "
                                + Reports.count(document.files().size(), "file") + " of the run"
                                + Reports.extensions(document));
            }
        }
    }
}
