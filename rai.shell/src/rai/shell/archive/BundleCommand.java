package rai.shell.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
import rai.api.data.Datasets;
import rai.api.run.DataFiles;
import rai.api.run.RunRequest;
import rai.api.run.Runs;
import rai.api.spec.SpecException;
import rai.shell.archive.ArchiveDocument.DataFile;
import rai.shell.command.DataInvocation;
import rai.shell.command.Ending;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.command.WholeFile;
import rai.shell.console.Console;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;
import rai.shell.extension.ExtensionJars;
import rai.shell.run.RunFinder;
import rai.shell.text.Json;
import rai.shell.text.Numbers;

/** {@code bundle}: a run in one file. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "bundle"})
public final class BundleCommand extends ShellCommand {
    private static final String LIMIT = "64M";

    private final BundleContext context;
    private final Runs runs;

    /**
     * @param context the bundle's context
     * @param runs knows the runs
     */
    @Activate
    public BundleCommand(BundleContext context, @Reference Runs runs) {
        this.context = context;
        this.runs = runs;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "bundle",
            description = "Pack a run into one zip file, which unbundle opens on another machine.",
            footer = {
                "The file holds the whole directory of the run, the jars of the extensions that it used, and a list"
                    + " with the SHA-256 of every file. It is not an OSGi bundle: those are extensions, see install.",
                "A run that is being trained is refused: stop it, or wait for its end."
            })
    private final class Use extends DataInvocation {
        @Parameters(paramLabel = Labels.JOB, description = "A run: its name, a prefix of it, or its directory.")
        String run;

        @Option(
                names = "--out",
                paramLabel = Labels.FILE,
                description = "The file (default: the name of the run with .zip, in the working directory).")
        Path out;

        @Option(names = "--replace", description = "Replace a file that exists there.")
        boolean replace;

        @Option(
                names = "--with-data",
                arity = "0..1",
                fallbackValue = LIMIT,
                paramLabel = "SIZE",
                description = "Include the files that its data were read from, each up to this size (without a size: "
                        + LIMIT + ").")
        String withData;

        @Override
        protected void run(Console console) throws IOException {
            Ending.require(out, "bundle writes a zip file", List.of(".zip"));
            long limit = withData == null ? -1 : Size.bytes("--with-data", withData);
            RunFinder.Found found = new RunFinder(runs).find(run);
            Path directory =
                    found.directory().orElseThrow(() -> new Failure("the run " + found.name() + " was not saved"));
            if (runs.open(directory).status().state().equals("damaged")) {
                throw new DataException("the run in " + directory
                        + " is damaged or has lost files, so unbundle would refuse it; nothing was packed");
            }
            Path file = out == null ? Path.of(directory.toAbsolutePath().getFileName() + ".zip") : out;
            Path place = WholeFile.place(file, replace);
            if (place.toAbsolutePath()
                    .normalize()
                    .startsWith(directory.toAbsolutePath().normalize())) {
                throw new Failure("--out must not be in the directory of the run: name a file outside " + directory);
            }
            ArchiveDocument document;
            List<String> absent;
            try (Runs.Hold hold = runs.hold(directory)) {
                document = pack(directory, place, limit);
                absent = absent(runs.open(directory).request());
            } catch (IOException e) {
                throw new Failure(
                        ExitCode.FAILED,
                        "the run could not be packed into " + file + ": "
                                + Failure.of(e).getMessage());
            }
            report(console, directory, file, document);
            absent.forEach(console::say);
        }

        /** Which of the files that must be there are not, seen from the working directory. */
        private static List<String> absent(RunRequest request) {
            return Stream.concat(Stream.of(request.data().train()), request.data().test().stream())
                    .flatMap(text -> {
                        try {
                            return Stream.ofNullable(
                                    Datasets.spec(text).settings().get("file"));
                        } catch (SpecException e) {
                            return Stream.empty();
                        }
                    })
                    .filter(name -> !Files.exists(Path.of(name)))
                    .map(name -> "the data file " + name
                            + " is not there, so it is not in the archive: is this the directory in which the"
                            + " run began?")
                    .toList();
        }

        private ArchiveDocument pack(Path directory, Path file, long limit) throws IOException {
            Map<String, Object> content = runs.open(directory).document();
            RunPacker packer = new RunPacker(directory);
            List<String> missing = addExtensions(packer, content);
            RunRequest request = runs.open(directory).request();
            for (String named : DataFiles.of(request)) {
                packer.addData(named, Files.size(Path.of(named)) <= limit);
            }
            return packer.write(
                    directory.toAbsolutePath().getFileName().toString(),
                    missing,
                    request.model().startFrom().orElse(""),
                    file);
        }

        /** @return those that the run used and that are not installed now */
        private List<String> addExtensions(RunPacker packer, Map<String, Object> content) throws IOException {
            ExtensionJars jars = new ExtensionJars(context);
            List<String> missing = new ArrayList<>();
            Map<Bundle, Path> used = new LinkedHashMap<>();
            for (Used provider : used(content)) {
                Optional<Bundle> installed = jars.find(provider.bundle(), provider.version());
                if (installed.isPresent()) {
                    used.putAll(jars.withWhatItNeeds(installed.get()));
                } else if (!jars.isOwn(provider.bundle())) {
                    missing.add(provider.bundle() + " " + provider.version());
                }
            }
            for (var extension : used.entrySet()) {
                packer.addExtension(
                        extension.getKey().getSymbolicName(),
                        extension.getKey().getVersion().toString(),
                        extension.getValue());
            }
            return missing;
        }

        private void report(Console console, Path directory, Path file, ArchiveDocument document) throws IOException {
            long bytes = Files.size(file);
            String sha256 = ZipIn.sha256(file);
            if (json) {
                Map<String, Object> result = new LinkedHashMap<>();
                result.put("directory", directory.toString());
                result.put("out", file.toString());
                result.put("bytes", bytes);
                result.put("sha256", sha256);
                result.putAll(Reports.contents(document));
                console.out().println(Json.text(result));
            } else {
                console.out()
                        .println("wrote " + file + " (" + Numbers.bytes(bytes) + "): "
                                + Reports.count(document.files().size(), "file") + " of the run"
                                + Reports.extensions(document));
                console.out().println("SHA-256 " + sha256);
            }
            console.out().flush();
            notes(document).forEach(console::say);
        }

        private List<String> notes(ArchiveDocument document) {
            List<String> notes = new ArrayList<>();
            for (DataFile file : document.data()) {
                if (!file.isPacked()) {
                    notes.add("the data file " + file.named() + " ("
                            + Numbers.bytes(file.file().bytes())
                            + ") is not in the archive: --with-data=SIZE includes files up to a size");
                }
            }
            document.missing()
                    .forEach(name -> notes.add("the run used the extension " + name
                            + ", which is not installed any more, so it is not in the archive"));
            if (!document.startsFrom().isEmpty()) {
                notes.add("the run started from " + document.startsFrom()
                        + ", which is not in the archive: rerun needs that run there, too");
            }
            return notes;
        }
    }

    /** A bundle that provided a service. */
    private record Used(String bundle, String version) {}

    /** All bundles that ever provided a service of the run, as its document says. */
    private static Set<Used> used(Map<String, Object> content) {
        Set<Used> used = new LinkedHashSet<>();
        collect(content.get("provenance"), used);
        if (content.get("resumed") instanceof List<?> times) {
            times.forEach(time -> collect(time, used));
        }
        return used;
    }

    private static void collect(Object provenance, Set<Used> used) {
        if (provenance instanceof Map<?, ?> map && map.get("services") instanceof Map<?, ?> services) {
            for (Object provider : services.values()) {
                if (provider instanceof Map<?, ?> bundle) {
                    used.add(new Used(String.valueOf(bundle.get("bundle")), String.valueOf(bundle.get("version"))));
                }
            }
        }
    }
}
