package rai.shell.catalog;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.method.TrainingMethod;
import rai.api.spec.Settings;
import rai.api.spec.Spec;

/** All services by kind as a page of Markdown. The same services give the same text: it holds neither versions nor times. */
final class CataloguePage {
    private static final MathContext SIX_DIGITS = new MathContext(6);

    private final List<String> lines = new ArrayList<>();
    private final Catalog catalog;

    private CataloguePage(Catalog catalog) {
        this.catalog = catalog;
    }

    static String of(Catalog catalog) {
        CataloguePage page = new CataloguePage(catalog);
        page.write();
        return String.join("\n", page.lines) + "\n";
    }

    private void write() {
        lines.add("# Catalogue");
        lines.add("");
        lines.add("All services that come with RAI. Generated from the services by");
        lines.add("`./rai catalogue --out docs/catalogue.md`: change their `@About` and `@Setting`, not this page.");
        lines.add("`./rai describe NAME` shows the same in the shell, and more.");
        lines.add("");
        List<Kind> kinds = List.of(Kind.values()).stream()
                .filter(kind -> !catalog.list(kind).isEmpty())
                .toList();
        for (Kind kind : kinds) {
            List<String> names =
                    catalog.list(kind).stream().map(Catalog.Entry::name).toList();
            String anchor = heading(kind).toLowerCase(Locale.ROOT);
            lines.add("- [" + heading(kind) + "](#" + anchor + "): " + String.join(", ", names));
        }
        for (Kind kind : kinds) {
            lines.add("");
            lines.add("## " + heading(kind));
            catalog.list(kind).forEach(this::service);
        }
    }

    private static String heading(Kind kind) {
        String word = kind.word();
        String stem = word.endsWith("y") ? word.substring(0, word.length() - 1) + "i" : word;
        String plural = stem.endsWith("s") || stem.endsWith("i") ? stem + "es" : stem + "s";
        return plural.substring(0, 1).toUpperCase(Locale.ROOT) + plural.substring(1);
    }

    private void service(Catalog.Entry entry) {
        lines.add("");
        lines.add("### " + entry.name());
        lines.add("");
        lines.add(escaped(entry.about()));
        if (!entry.formula().isEmpty()) {
            lines.add("");
            entry.formula().lines().forEach(line -> lines.add("    " + line));
        }
        if (!entry.settings().isEmpty()) {
            lines.add("");
            lines.add("| setting | default | range | meaning |");
            lines.add("|---|---|---|---|");
            entry.settings()
                    .forEach(setting -> lines.add("| "
                            + String.join(
                                    " | ",
                                    setting.name(),
                                    setting.fallback().isEmpty() ? "must be given" : escaped(setting.fallback()),
                                    escaped(range(setting)),
                                    escaped(setting.about()))
                            + " |"));
        }
        properties(entry).ifPresent(properties -> {
            lines.add("");
            lines.add(text(properties));
        });
        if (entry.kind() == Kind.METHOD) {
            resolved(entry, TrainingMethod.class).ifPresent(method -> {
                lines.add("");
                lines.add("Trains with " + MethodFacts.batches(method.batching()) + ".");
            });
        }
        if (!entry.source().isEmpty()) {
            lines.add("");
            lines.add("Source: " + escaped(entry.source()));
        }
    }

    /** The range, or else the type: for a number the range says what it is. */
    private static String range(Settings.Info setting) {
        return setting.range().isEmpty() ? setting.type() : setting.range();
    }

    private Optional<Properties> properties(Catalog.Entry entry) {
        return entry.kind() == Kind.ACTIVATION
                ? resolved(entry, Activation.class).flatMap(Activation::properties)
                : Optional.empty();
    }

    /** The service with its defaults; empty if it is in quarantine, or if a setting must be given. */
    private <T> Optional<T> resolved(Catalog.Entry entry, Class<T> kind) {
        if (!entry.quarantine().isEmpty()
                || entry.settings().stream()
                        .anyMatch(setting -> setting.fallback().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(catalog.resolve(kind, Spec.named(entry.name())).service());
    }

    private static String text(Properties properties) {
        String symmetry =
                switch (properties.symmetry()) {
                    case ODD -> "odd";
                    case EVEN -> "even";
                    case NONE -> "neither odd nor even";
                };
        String saturation =
                switch (properties.saturation()) {
                    case NONE -> "saturates nowhere";
                    case LEFT -> "saturates on the left";
                    case RIGHT -> "saturates on the right";
                    case BOTH -> "saturates on both sides";
                };
        return "Values between " + number(properties.low()) + " and " + number(properties.high()) + "; "
                + (properties.monotone() ? "monotone" : "not monotone") + "; " + symmetry + "; "
                + (Double.isInfinite(properties.lipschitz())
                        ? "slope without bound"
                        : "slope at most " + number(properties.lipschitz()))
                + "; " + saturation + ".";
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value < 0 ? "-∞" : "∞";
        }
        return Settings.number(new BigDecimal(value).round(SIX_DIGITS).doubleValue());
    }

    /** What Markdown would take for its own. */
    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("<", "\\<").replace("*", "\\*").replace("_", "\\_");
    }
}
