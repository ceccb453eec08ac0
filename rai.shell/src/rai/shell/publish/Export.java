package rai.shell.publish;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.exchange.HistoryFormat;
import rai.api.exchange.ModelFormat;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.api.spec.Words;
import rai.shell.console.Failure;

/**
 * What is to be written: in a format of models or in one of histories, and where.
 *
 * @param spec the format
 * @param model the format, if it is one of models
 * @param history the format, if it is one of histories
 * @param out the file or the directory
 */
record Export(Spec spec, Optional<ModelFormat> model, Optional<HistoryFormat> history, Path out) {

    /** A format that exists, and how the names of its files end. */
    record Candidate(String name, Kind kind, List<String> endings) {}

    /**
     * @param to a format, or the name of a file; null if it is not given
     * @param out the file; null if it is not given
     * @param run the name of the run
     * @throws Failure if there is no such format
     */
    static Export of(Catalog catalog, String to, Path out, String run) {
        List<Candidate> formats = writing(catalog);
        if (to == null && out == null) {
            throw new Failure("export needs the format, as in --to onnx, or the name of a file, as in --to model.onnx;"
                    + " the formats are " + String.join(", ", names(formats)));
        }
        if (to == null) {
            return of(catalog, Spec.named(inferred(formats, out.toString())), formats, out, run);
        }
        Optional<Candidate> ending = byEnding(formats, to);
        if (isFormat(formats, to)) {
            return of(catalog, Spec.parse(to), formats, out, run);
        }
        if (ending.isPresent()) {
            if (out != null) {
                throw new Failure("--to " + to + " and --out " + out + " both name a file: give the format, --to "
                        + ending.get().name() + ", or one of the two names");
            }
            return of(catalog, Spec.named(ending.get().name()), formats, Path.of(to), run);
        }
        if (to.contains("/") || to.contains(".") && !to.contains("(")) {
            inferred(formats, to);
        }
        Spec spec = Spec.parse(to);
        throw Words.unknown("format", spec.name(), names(formats));
    }

    private static Export of(Catalog catalog, Spec spec, List<Candidate> formats, Path out, String run) {
        Candidate candidate = formats.stream()
                .filter(format -> format.name().equals(spec.name()))
                .findFirst()
                .orElseThrow();
        Path file = out == null
                ? Path.of(run + candidate.endings().stream().findFirst().orElse("-" + candidate.name()))
                : out;
        if (candidate.kind() == Kind.MODEL_FORMAT) {
            var found = catalog.resolve(ModelFormat.class, spec);
            return new Export(found.spec(), Optional.of(found.service()), Optional.empty(), file);
        }
        var found = catalog.resolve(HistoryFormat.class, spec);
        return new Export(found.spec(), Optional.empty(), Optional.of(found.service()), file);
    }

    private static boolean isFormat(List<Candidate> formats, String text) {
        try {
            return names(formats).contains(Spec.parse(text).name());
        } catch (SpecException e) {
            return false;
        }
    }

    private static String inferred(List<Candidate> formats, String file) {
        return byEnding(formats, file)
                .map(Candidate::name)
                .orElseThrow(() -> new Failure("the name " + file + " does not show a format: let it end with one of "
                        + String.join(
                                ", ",
                                formats.stream()
                                        .flatMap(format -> format.endings().stream())
                                        .toList())
                        + ", or give the format with --to"));
    }

    /** The longest ending counts. */
    private static Optional<Candidate> byEnding(List<Candidate> formats, String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return formats.stream()
                .filter(format -> format.endings().stream().anyMatch(name::endsWith))
                .max(Comparator.comparingInt(format -> format.endings().stream()
                        .filter(name::endsWith)
                        .mapToInt(String::length)
                        .max()
                        .orElse(0)));
    }

    private static List<String> names(List<Candidate> formats) {
        return formats.stream().map(Candidate::name).toList();
    }

    private static List<Candidate> writing(Catalog catalog) {
        List<Candidate> all = new ArrayList<>();
        for (Catalog.Entry entry : catalog.list(Kind.MODEL_FORMAT)) {
            usable(catalog, ModelFormat.class, entry)
                    .ifPresent(format -> all.add(new Candidate(entry.name(), entry.kind(), format.endings())));
        }
        for (Catalog.Entry entry : catalog.list(Kind.HISTORY_FORMAT)) {
            usable(catalog, HistoryFormat.class, entry)
                    .ifPresent(format -> all.add(new Candidate(entry.name(), entry.kind(), format.endings())));
        }
        return all;
    }

    /** One that can't be had without settings has to be named. */
    private static <T> Optional<T> usable(Catalog catalog, Class<T> kind, Catalog.Entry entry) {
        try {
            return Optional.of(catalog.resolve(kind, Spec.named(entry.name())).service());
        } catch (SpecException e) {
            return Optional.empty();
        }
    }
}
