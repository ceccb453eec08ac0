package rai.shell.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import rai.api.spec.SpecException;
import rai.api.study.Outcome;
import rai.api.study.Studies;
import rai.shell.console.Failure;
import rai.shell.study.StudyLevels;
import rai.shell.study.StudyPlaces;
import rai.shell.text.Numbers;

/** Studies, the directories of those that have been run, their trials, and the levels of their axes. */
final class StudyCompletion {
    private static final String MARK = "study.json";
    private static final int SHORT_ID = 12;

    private final BundleContext context;

    StudyCompletion(BundleContext context) {
        this.context = context;
    }

    /**
     * @param typed the beginning of a name or of a path
     * @return the studies of bundles, and study files
     */
    List<Candidate> sources(String typed) {
        List<Candidate> candidates = new ArrayList<>();
        if (!typed.contains("/")) {
            ask(Studies::list).forEach(study -> candidates.add(candidate(study.name(), study.title(), true)));
        }
        String parent = parent(typed);
        for (Path each : entries(parent)) {
            String path = parent + each.getFileName();
            if (Files.isDirectory(each)) {
                candidates.add(candidate(path + "/", null, false));
            } else if (path.matches(StudyPlaces.FILE) && !path.endsWith(MARK)) {
                candidates.add(candidate(path, "study file", true));
            }
        }
        return candidates;
    }

    /**
     * @param typed the beginning of a name or of a path
     * @return the studies in the folder of studies by their names, and those in the folder that is being written
     */
    List<Candidate> places(String typed) {
        List<Candidate> candidates = new ArrayList<>();
        if (!typed.contains("/")) {
            for (Path each : entries(StudyPlaces.FOLDER + "/")) {
                if (isStudy(each)) {
                    candidates.add(candidate(String.valueOf(each.getFileName()), "study", true));
                }
            }
        }
        String parent = parent(typed);
        for (Path each : entries(parent)) {
            String path = parent + each.getFileName();
            if (isStudy(each)) {
                candidates.add(candidate(path, "study", true));
            } else if (Files.isDirectory(each)) {
                candidates.add(candidate(path + "/", null, false));
            }
        }
        return candidates;
    }

    /**
     * @param given the parameters before it: the study, and other trials
     * @param typed the beginning of an id
     * @param failed whether only trials that failed can be meant
     * @return the trials of the study that have ended
     */
    List<Candidate> trials(List<String> given, String typed, boolean failed) {
        return given.isEmpty()
                ? List.of()
                : ask(studies -> studies.outcomes(StudyPlaces.existing(given.get(0)))).stream()
                        .filter(outcome -> !failed || outcome.state() == Outcome.State.FAILED)
                        .filter(outcome -> !given.contains(shortId(outcome, typed)))
                        .map(outcome -> candidate(shortId(outcome, typed), about(outcome), true))
                        .toList();
    }

    private static String shortId(Outcome outcome, String typed) {
        return typed.length() > SHORT_ID || outcome.id().length() < SHORT_ID
                ? outcome.id()
                : outcome.id().substring(0, SHORT_ID);
    }

    private static String about(Outcome outcome) {
        StringBuilder about = new StringBuilder(outcome.trial().stage());
        outcome.trial()
                .factors()
                .forEach((axis, level) ->
                        about.append(' ').append(axis).append('=').append(Numbers.text(level)));
        return about + ": " + outcome.state().name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param given the parameters before it: the study
     * @param typed the beginning of AXIS=LEVEL,LEVEL
     * @return the axes of the study, or the levels of an axis
     */
    List<Candidate> levels(List<String> given, String typed) {
        if (given.isEmpty()) {
            return List.of();
        }
        Map<String, Set<String>> axes = new LinkedHashMap<>();
        ask(studies -> List.of(StudyLevels.of(studies.find(given.get(0))))).forEach(axes::putAll);
        axes.remove("seed"); // --seeds chooses them
        int equals = typed.indexOf('=');
        if (equals < 0) {
            return axes.entrySet().stream()
                    .map(axis -> candidate(axis.getKey() + "=", String.join(", ", axis.getValue()), false))
                    .toList();
        }
        return levels(axes.getOrDefault(typed.substring(0, equals), Set.of()), typed, equals + 1);
    }

    private static List<Candidate> levels(Set<String> levels, String typed, int from) {
        int start = start(levels, typed, from);
        String token = typed.substring(start).stripLeading();
        String before = typed.substring(0, typed.length() - token.length());
        List<Candidate> candidates = new ArrayList<>();
        for (String level : levels) {
            // it stays open for another level, until it is asked for a second time
            candidates.add(new Candidate(before + level, level, null, null, null, null, level.equals(token)));
        }
        return candidates;
    }

    /** Where the last level begins. A comma may be part of a level, too. */
    private static int start(Set<String> levels, String typed, int from) {
        int start = from;
        for (int comma = from - 1; comma >= 0; comma = typed.indexOf(',', comma + 1)) {
            start = comma + 1;
            String token = typed.substring(start).stripLeading();
            if (!token.isEmpty() && levels.stream().anyMatch(level -> level.startsWith(token))) {
                return start;
            }
        }
        return start;
    }

    /** What can't be read can't be completed. */
    private <T> List<T> ask(Function<Studies, List<T>> question) {
        ServiceReference<Studies> reference = context.getServiceReference(Studies.class);
        Studies studies = reference == null ? null : context.getService(reference);
        if (studies == null) {
            return List.of();
        }
        try {
            return question.apply(studies);
        } catch (SpecException | Failure | InvalidPathException e) {
            return List.of();
        } finally {
            context.ungetService(reference);
        }
    }

    private static boolean isStudy(Path folder) {
        return Files.exists(folder.resolve(MARK));
    }

    private static String parent(String typed) {
        return typed.substring(0, typed.lastIndexOf('/') + 1);
    }

    private static List<Path> entries(String parent) {
        try (Stream<Path> all = Files.list(Path.of(parent.isEmpty() ? "." : parent))) {
            return all.filter(each -> !each.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            return List.of(); // there is no such folder, or it must not be read: nothing can be completed
        }
    }

    private static Candidate candidate(String value, String about, boolean complete) {
        return new Candidate(value, value, null, about, null, null, complete);
    }
}
