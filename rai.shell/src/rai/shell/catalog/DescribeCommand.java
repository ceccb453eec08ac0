package rai.shell.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.method.TrainingMethod;
import rai.api.method.TrainingMethod.Batching;
import rai.api.spec.Settings;
import rai.api.spec.Settings.Configured;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.api.spec.Words;
import rai.shell.command.DataInvocation;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.text.Facts;
import rai.shell.text.Json;
import rai.shell.text.Table;
import rai.shell.text.Typed;

/** {@code describe}: all about one service. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "describe"})
public final class DescribeCommand extends ShellCommand {
    private final Catalog catalog;

    /** @param catalog knows what is there */
    @Activate
    public DescribeCommand(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    /** A service with the settings that a spec gives it; there is none if one must be given, or if it is in quarantine. */
    private record Described(Catalog.Entry entry, Map<String, String> values, Optional<Object> service) {
        String spec() {
            return new Spec(entry.name(), List.of(), values).toString();
        }

        String value(Settings.Info setting) {
            return values.getOrDefault(setting.name(), "");
        }

        Optional<Activation> activation() {
            return service.filter(Activation.class::isInstance).map(Activation.class::cast);
        }

        Optional<Set<Batching>> batching() {
            return service.filter(TrainingMethod.class::isInstance)
                    .map(TrainingMethod.class::cast)
                    .map(TrainingMethod::batching);
        }

        Optional<Properties> properties() {
            return activation().flatMap(Activation::properties);
        }
    }

    @Command(name = "describe", description = "Describe a service: its settings, formula, source, bundle and version.")
    private final class Use extends DataInvocation {
        @Parameters(paramLabel = Labels.SPEC, description = "A name, or a spec with settings: leaky-relu(slope=0.2).")
        String spec;

        @Option(
                names = "--kind",
                paramLabel = Labels.KIND,
                description = "The kind, if services of several kinds have that name.")
        String kind;

        @Override
        protected void run(Console console) {
            List<Described> found =
                    find(Spec.parse(spec), kind == null ? List.of(Kind.values()) : List.of(Kind.of(kind)));
            if (json) {
                console.out()
                        .println(Json.text(found.stream().map(Use::document).toList()));
                return;
            }
            for (int i = 0; i < found.size(); i++) {
                if (i > 0) {
                    console.out().println();
                }
                console.print(text(found.get(i), console.width()));
            }
        }

        private List<Described> find(Spec wanted, List<Kind> kinds) {
            List<String> known = new ArrayList<>();
            List<Described> found = new ArrayList<>();
            SpecException unfit = null;
            for (Kind k : kinds) {
                List<Catalog.Entry> entries = catalog.list(k);
                entries.forEach(e -> known.add(e.name()));
                List<Catalog.Entry> named = entries.stream()
                        .filter(e -> e.name().equals(wanted.name()))
                        .toList();
                if (!named.isEmpty()) {
                    try {
                        found.add(described(named.get(0), wanted));
                    } catch (SpecException e) {
                        unfit = unfit == null ? e : unfit;
                    }
                    named.stream().skip(1).map(Use::undone).forEach(found::add); // in quarantine
                }
            }
            if (found.isEmpty()) {
                throw unfit != null
                        ? unfit
                        : Words.unknown(
                                kind == null ? "service" : kinds.get(0).word(),
                                wanted.name(),
                                known,
                                kind == null
                                        ? "the command list"
                                        : "list " + kinds.get(0).word());
            }
            return found;
        }

        private Described described(Catalog.Entry entry, Spec wanted) {
            boolean bare = wanted.settings().isEmpty() && wanted.positional().isEmpty();
            if (bare && entry.settings().stream().anyMatch(s -> s.fallback().isEmpty())) {
                return undone(entry);
            }
            try {
                Configured<?> configured = catalog.resolve(entry.kind().type(), wanted);
                return new Described(entry, configured.spec().settings(), Optional.of(configured.service()));
            } catch (SpecException e) {
                if (bare && !entry.quarantine().isEmpty()) {
                    return undone(entry);
                }
                throw e;
            }
        }

        private static Described undone(Catalog.Entry entry) {
            Map<String, String> defaults = new LinkedHashMap<>();
            entry.settings().stream()
                    .filter(s -> !s.fallback().isEmpty())
                    .forEach(s -> defaults.put(s.name(), s.fallback()));
            return new Described(entry, defaults, Optional.empty());
        }

        private static Map<String, Object> document(Described described) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("spec", described.spec());
            map.putAll(ListCommand.document(described.entry()));
            map.put("values", Typed.values(described.entry().settings(), described.values()));
            described.properties().ifPresent(known -> map.put("properties", ActivationFacts.document(known)));
            described.batching().ifPresent(known -> map.put("batching", MethodFacts.document(known)));
            return map;
        }

        private static List<String> text(Described described, int width) {
            Catalog.Entry entry = described.entry();
            Facts facts = new Facts();
            facts.add(entry.kind().word(), described.spec());
            facts.add("about", entry.about());
            facts.add("formula", entry.formula());
            facts.add("source", entry.source());
            facts.add("bundle", entry.bundle() + " " + entry.version());
            facts.add("quarantine", entry.quarantine());
            described.properties().ifPresent(known -> ActivationFacts.add(facts, known));
            described.batching().ifPresent(known -> facts.add("trains with", MethodFacts.batches(known)));
            if (!entry.settings().isEmpty()) {
                Table settings = new Table(List.of("setting", "value", "default", "type", "range", "about"));
                entry.settings()
                        .forEach(s -> settings.row(
                                s.name(), described.value(s), s.fallback(), s.type(), s.range(), s.about()));
                facts.lines().add("");
                facts.lines().addAll(settings.lines(width));
            }
            described.activation().ifPresent(activation -> {
                facts.lines().add("");
                facts.lines().addAll(AsciiCurve.lines(activation));
            });
            return facts.lines();
        }
    }
}
