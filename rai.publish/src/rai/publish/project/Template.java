package rai.publish.project;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with gaps, {@code {{name}}}, that is kept as a resource beside this class.
 *
 * @param text the text, with its gaps
 */
record Template(String text) {
    private static final String FOLDER = "templates/";
    private static final Pattern GAP = Pattern.compile("\\{\\{([a-z]+)}}");

    static boolean exists(String resource) {
        return Template.class.getResource(FOLDER + resource) != null;
    }

    static Template of(String resource) {
        try (InputStream in = Template.class.getResourceAsStream(FOLDER + resource)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no template " + resource);
            }
            return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Fills the gaps.
     *
     * @throws IllegalArgumentException if a gap has no value
     */
    String fill(Map<String, String> values) {
        return GAP.matcher(text).replaceAll(gap -> {
            String value = values.get(gap.group(1));
            if (value == null) {
                throw new IllegalArgumentException("nothing to put for " + gap.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** Whether the text itself, apart from the values of its gaps, uses a word. */
    boolean uses(String word) {
        return Pattern.compile("\\b" + Pattern.quote(word) + "\\b")
                .matcher(text)
                .find();
    }
}
