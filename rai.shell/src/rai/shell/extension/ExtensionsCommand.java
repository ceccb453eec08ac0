package rai.shell.extension;

import java.io.IOException;
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
import rai.extensions.BundleJar;
import rai.extensions.ExtensionException;
import rai.extensions.Needs;
import rai.extensions.Refusals;
import rai.shell.command.DataInvocation;
import rai.shell.command.Invocation;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.text.Json;
import rai.shell.text.Table;

/** {@code extensions}: what lies in {@code bundles/}. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "extensions"})
public final class ExtensionsCommand extends ShellCommand {
    private final BundleContext context;
    private final Refusals refusals;

    /**
     * @param context the bundle's context
     * @param refusals knows which files have not been installed
     */
    @Activate
    public ExtensionsCommand(BundleContext context, @Reference Refusals refusals) {
        this.context = context;
        this.refusals = refusals;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    /** A file in the folder; if it is not a bundle, without name and version. */
    private record Extension(
            Path file,
            String name,
            String version,
            String state,
            List<Provided> services,
            String from,
            String problem) {
        Map<String, Object> document() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", name);
            map.put("version", version);
            map.put("state", state);
            map.put("file", file);
            map.put("services", services.stream().map(Provided::document).toList());
            map.put("from", from);
            map.put("problem", problem);
            return map;
        }
    }

    @Command(
            name = "extensions",
            description =
                    "List the extensions in bundles/: state, version, file, what they provide, and from where they"
                            + " were installed.")
    private final class Use extends DataInvocation {
        @Override
        protected void run(Console console) throws IOException {
            ExtensionFolder folder = new ExtensionFolder(context);
            List<Extension> all = new ArrayList<>();
            Origins origins = Origins.of(folder.path());
            for (Path file : folder.files()) {
                String from =
                        origins.of(folder.path(), file.getFileName().toString()).orElse("");
                all.add(extension(folder, file, from));
            }
            if (json) {
                console.out()
                        .println(Json.text(all.stream().map(Extension::document).toList()));
                return;
            }
            Table table = new Table(List.of("extension", "version", "state", "file", "services", "from", "problem"));
            all.forEach(e -> table.row(
                    e.name(),
                    e.version(),
                    e.state(),
                    folder.shown(e.file()),
                    Provided.text(e.services()),
                    e.from(),
                    e.problem()));
            console.print(table);
        }

        private Extension extension(ExtensionFolder folder, Path file, String from) {
            Optional<Bundle> bundle = folder.bundle(file);
            if (bundle.isPresent()) {
                Bundle b = bundle.get();
                return new Extension(
                        file,
                        b.getSymbolicName(),
                        b.getVersion().toString(),
                        state(b),
                        Provided.by(b),
                        from,
                        refusals.of(file).map("the file "::concat).orElseGet(() -> problem(file, b)));
            }
            try {
                BundleJar jar = BundleJar.read(file);
                String problem = folder.installed(jar.symbolicName(), jar.version())
                        .map(other -> "the same name and version as " + other.getLocation())
                        .orElse("not used");
                return new Extension(
                        file, jar.symbolicName(), jar.version().toString(), "not installed", List.of(), from, problem);
            } catch (ExtensionException e) {
                return new Extension(file, "", "", "not installed", List.of(), from, e.getMessage());
            }
        }

        private String problem(Path file, Bundle bundle) {
            if (bundle.getState() == Bundle.INSTALLED) {
                List<String> needs = Needs.of(context, bundle);
                return needs.isEmpty() ? "cannot be resolved" : "needs " + String.join("; and ", needs);
            }
            if (bundle.getState() != Bundle.ACTIVE) {
                return refusals.notStarted(file).orElse("");
            }
            List<String> missing = Provided.missing(bundle);
            return missing.isEmpty() ? "" : "not there: " + String.join(", ", missing);
        }
    }

    private static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.INSTALLED -> "unresolved";
            case Bundle.RESOLVED -> BundleEvents.isFragment(bundle) ? "attached" : "not started";
            case Bundle.STARTING -> "starting";
            case Bundle.ACTIVE -> "active";
            case Bundle.STOPPING -> "stopping";
            default -> "uninstalled";
        };
    }
}
