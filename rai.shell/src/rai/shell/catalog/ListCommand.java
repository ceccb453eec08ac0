package rai.shell.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.shell.command.DataInvocation;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.text.Json;
import rai.shell.text.Table;
import rai.shell.text.Typed;

/** {@code list}: what is there. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "list"})
public final class ListCommand extends ShellCommand {
    private final Catalog catalog;

    /** @param catalog knows what is there */
    @Activate
    public ListCommand(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(name = "list", description = "List the available services: activations, initializers, methods and so on.")
    private final class Use extends DataInvocation {
        @Parameters(
                arity = "0..1",
                paramLabel = Labels.KIND,
                description =
                        "Only this kind: activation, layer, initializer, optimizer, schedule, loss, metric, probe,"
                                + " dataset, method, engine, study.")
        String kind;

        @Override
        protected void run(Console console) {
            List<Kind> kinds = kind == null ? List.of(Kind.values()) : List.of(Kind.of(kind));
            List<Catalog.Entry> entries = new ArrayList<>();
            kinds.forEach(k -> entries.addAll(catalog.list(k)));
            if (json) {
                console.out()
                        .println(Json.text(
                                entries.stream().map(ListCommand::document).toList()));
                return;
            }
            Table table = new Table(List.of("kind", "name", "bundle", "version", "about"));
            entries.forEach(e -> table.row(e.kind().word(), e.name(), e.bundle(), e.version(), about(e)));
            console.print(table);
        }
    }

    /** Nobody must overlook what is not available. */
    private static String about(Catalog.Entry entry) {
        return entry.quarantine().isEmpty()
                ? entry.about()
                : ("IN QUARANTINE: " + entry.quarantine() + ". " + entry.about()).strip();
    }

    /** An entry as a document. */
    static Map<String, Object> document(Catalog.Entry entry) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", entry.kind().word());
        map.put("name", entry.name());
        map.put("about", entry.about());
        map.put("formula", entry.formula());
        map.put("source", entry.source());
        map.put(
                "settings",
                entry.settings().stream()
                        .map(setting -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("name", setting.name());
                            one.put("type", setting.type());
                            one.put("default", Typed.value(setting, setting.fallback()));
                            one.put("range", setting.range());
                            one.put("about", setting.about());
                            return one;
                        })
                        .toList());
        map.put("bundle", entry.bundle());
        map.put("version", entry.version());
        map.put("quarantine", entry.quarantine());
        return map;
    }
}
