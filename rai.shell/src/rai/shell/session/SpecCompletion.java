package rai.shell.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.spec.Settings;

/**
 * What can follow in a spec that is being written: names of services, and in the parentheses the settings of the service
 * before them, then their values, which may be specs again.
 */
final class SpecCompletion {
    /** What a list of layers in parentheses may follow: {@code 3x}. */
    private static final String TIMES = "[0-9]+x";

    private final Catalog catalog;

    SpecCompletion(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * @param typed what has been written of it
     * @param kinds what it may be
     * @param list what separates several: a comma, a space, or nothing (0) if there is only one
     * @return texts that continue what was written, from its beginning
     */
    List<Candidate> of(String typed, Collection<Kind> kinds, char list) {
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(kinds, Optional.empty(), list, 0));
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            Open here = open.peek();
            if (c == '(') {
                open.push(here.inner(typed.substring(here.token, i), i + 1));
            } else if (c == ')' && open.size() > 1) {
                open.pop();
            } else if (c == '=' && here.owner.isPresent() && here.key == null) {
                here.key = typed.substring(here.token, i).strip();
                here.token = i + 1;
            } else if (here.separates(c)) {
                here.used.add(String.valueOf(here.key));
                here.key = null;
                here.token = i + 1;
            } else if (c == ' ' && i == here.token) {
                here.token++;
            }
        }
        Open here = open.peek();
        String before = typed.substring(0, here.token);
        String token = typed.substring(here.token);
        if (here.owner.isEmpty()) {
            return names(here, before, token);
        }
        return here.key == null ? settings(here, before, token) : values(here, before, token);
    }

    private List<Candidate> names(Open here, String before, String token) {
        boolean last = here.list == 0; // nothing comes after it
        if (token.endsWith(")")) {
            return List.of(candidate(before + token, token, "", last));
        }
        List<Candidate> candidates = new ArrayList<>();
        Stream<Catalog.Entry> entries = here.kinds.stream().flatMap(kind -> catalog.list(kind).stream());
        if (here.list == ' ') {
            candidates.add(candidate(
                    before + "dense", "dense", "A dense map; the last one takes its width from the data.", false));
        }
        entries.forEach(entry -> {
            boolean bare = entry.settings().isEmpty();
            boolean whole = entry.name().equals(token);
            // the name of a service that has settings stays open for them
            candidates.add(candidate(before + entry.name(), entry.name(), entry.about(), last && (bare || whole)));
            if (whole && !bare) {
                candidates.add(candidate(before + token + "(", token + "(", "with settings", false));
            }
        });
        return candidates;
    }

    private static List<Candidate> settings(Open here, String before, String token) {
        List<Candidate> candidates = new ArrayList<>();
        for (Settings.Info setting : here.unused()) {
            candidates.add(candidate(before + setting.name() + "=", setting.name(), about(setting), false));
        }
        if (candidates.isEmpty() && token.isEmpty()) {
            candidates.add(candidate(before + ")", ")", "", false));
        }
        return candidates;
    }

    private List<Candidate> values(Open here, String before, String token) {
        Optional<Settings.Info> setting = here.setting(here.key);
        if (setting.isEmpty()) {
            return List.of();
        }
        String about = about(setting.get());
        List<String> values = new ArrayList<>();
        Optional<Kind> kind = kind(setting.get());
        if (kind.isPresent()) {
            catalog.list(kind.get()).forEach(entry -> values.add(entry.name()));
        } else if (setting.get().type().equals("boolean")) {
            values.addAll(List.of("true", "false"));
        } else if (setting.get().type().contains("|")) {
            values.addAll(Arrays.asList(setting.get().type().split("\\|")));
        } else if (!setting.get().fallback().isEmpty()) {
            values.add(setting.get().fallback());
        }
        List<Candidate> candidates = new ArrayList<>();
        values.stream()
                .filter(value -> value.startsWith(token) && !value.equals(token))
                .forEach(value -> candidates.add(candidate(before + value, value, about, false)));
        if (candidates.isEmpty() && !token.isEmpty()) {
            if (here.unused().stream().anyMatch(other -> !other.name().equals(here.key))) {
                candidates.add(candidate(before + token + ", ", ",", "another setting", false));
            }
            candidates.add(candidate(before + token + ")", ")", "", false));
        }
        return candidates;
    }

    /** The kind of service that the value of a setting is. */
    private static Optional<Kind> kind(Settings.Info setting) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.type()
                        .getSimpleName()
                        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                        .equalsIgnoreCase(setting.type()))
                .findFirst();
    }

    private static String about(Settings.Info setting) {
        String range = setting.range().isEmpty() ? "" : " " + setting.range();
        String fallback = setting.fallback().isEmpty() ? ", must be given" : ", default " + setting.fallback();
        return setting.type() + range + fallback + ": " + setting.about();
    }

    private static Candidate candidate(String value, String shown, String about, boolean complete) {
        return new Candidate(value, shown, null, about.isEmpty() ? null : about, null, null, complete);
    }

    /** A spec, or a list of them, that is still open at some place of the text. */
    private final class Open {
        private final Collection<Kind> kinds;
        /** The service whose settings are written here; empty if names of services are. */
        private final Optional<Catalog.Entry> owner;

        private final char list;
        private final Set<String> used = new LinkedHashSet<>();
        /** Where the name, setting or value begins that is being written. */
        private int token;
        /** The setting whose value is being written. */
        private String key;

        Open(Collection<Kind> kinds, Optional<Catalog.Entry> owner, char list, int token) {
            this.kinds = kinds;
            this.owner = owner;
            this.list = list;
            this.token = token;
        }

        boolean separates(char c) {
            return owner.isPresent() ? c == ',' : list != 0 && c == list;
        }

        /** What is in the parentheses after a name, or after the value of a setting. */
        Open inner(String before, int from) {
            String name = before.strip();
            Collection<Kind> of = key == null
                    ? kinds
                    : setting(key).flatMap(SpecCompletion::kind).map(Set::of).orElse(Set.of());
            Optional<Catalog.Entry> entry = of.stream()
                    .flatMap(kind -> catalog.list(kind).stream())
                    .filter(one -> one.name().equals(name))
                    .findFirst();
            boolean group = list == ' ' && (name.matches(TIMES) || entry.isEmpty() && !name.equals("dense"));
            return group
                    ? new Open(kinds, Optional.empty(), list, from)
                    : new Open(
                            of,
                            entry.or(() -> Optional.of(
                                    new Catalog.Entry(Kind.LAYER, name, "", "", "", List.of(), "", "", ""))),
                            (char) 0,
                            from);
        }

        Optional<Settings.Info> setting(String name) {
            return owner.stream()
                    .flatMap(entry -> entry.settings().stream())
                    .filter(setting -> setting.name().equals(name))
                    .findFirst();
        }

        List<Settings.Info> unused() {
            return owner.stream()
                    .flatMap(entry -> entry.settings().stream())
                    .filter(setting -> !used.contains(setting.name()))
                    .toList();
        }
    }
}
