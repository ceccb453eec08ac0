package rai.plot;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a picture and its type are. Lengths are in points, of which {@value #POINTS_PER_INCH} are an inch.
 *
 * @param width the width; 0 for as wide as the panels need in their usual size
 * @param height the height; 0 for as high as the panels need
 * @param type the size of the labels of axes, to which all other type is in proportion; 0 for the usual size, which is
 *     {@value #USUAL_TYPE} in a picture of a given width
 * @param dotsPerInch the pixels per inch of a PNG file
 */
public record Size(double width, double height, double type, double dotsPerInch) {

    /** As large as the panels need, two pixels per unit of length. */
    public static final Size NATURAL = new Size(0, 0, 0, 72 * Figure.SCALE / Sheet.POINTS_PER_UNIT);

    /** What can be said of a size, for help texts. */
    public static final String SIZES = "column (89 mm), page (183 mm), WIDTH or WIDTHxHEIGHT in mm, in or px";

    /** What can be said of the size of type, for help texts. */
    public static final String TYPES = "small (6), paper (8), large (10), slides (18), or a number of points";

    static final double POINTS_PER_INCH = 72;
    static final double USUAL_TYPE = 8;
    private static final double PRINT = 300;
    /** Of CSS. */
    private static final double SCREEN = 96;

    private static final double MM_PER_INCH = 25.4;
    private static final double SMALLEST_TYPE = 3;
    private static final double LARGEST_TYPE = 72;
    private static final double MOST_INCHES = 100;

    /** The widths of a column and a page of the journals of Nature; those of IEEE and ACM differ by 2 mm at most. */
    private static final Map<String, String> WIDTHS = new TreeMap<>(Map.of("column", "89mm", "page", "183mm"));

    private static final Map<String, Double> PRESETS =
            new TreeMap<>(Map.of("small", 6.0, "paper", 8.0, "large", 10.0, "slides", 18.0));
    private static final Pattern LENGTHS =
            Pattern.compile("(\\d+(?:\\.\\d+)?)(?:\\s*[xX]\\s*(\\d+(?:\\.\\d+)?))?\\s*(mm|in|px)?");

    /** @throws IllegalArgumentException if a length is negative, or there is a height without a width */
    public Size {
        if (!(width >= 0) || !(height >= 0) || !(type >= 0) || !(dotsPerInch > 0)) {
            throw new IllegalArgumentException("a picture has no negative lengths");
        }
        if (height > 0 && width == 0) {
            throw new IllegalArgumentException("a picture of a given height needs a width");
        }
    }

    /** @return the sizes that have a name */
    public static Collection<String> names() {
        return List.copyOf(WIDTHS.keySet());
    }

    /** @return the sizes of type that have a name */
    public static Collection<String> typeNames() {
        return List.copyOf(PRESETS.keySet());
    }

    /**
     * A size as a user writes it. Lengths without a unit are in mm; the pixels of a length in px are those of the PNG file,
     * and 1/96 inch in other formats.
     *
     * @param size one of {@link #SIZES}; null for the usual size
     * @throws IllegalArgumentException if it is none; one sentence
     */
    public static Size of(String size) {
        if (size == null) {
            return NATURAL;
        }
        String text = size.strip().toLowerCase(Locale.ROOT);
        Matcher lengths = LENGTHS.matcher(WIDTHS.getOrDefault(text, text));
        if (!lengths.matches()) {
            throw new IllegalArgumentException("'" + size + "' is not a size of a picture: use " + SIZES);
        }
        boolean pixels = "px".equals(lengths.group(3));
        double perInch = pixels ? SCREEN : "in".equals(lengths.group(3)) ? 1 : MM_PER_INCH;
        double width = Double.parseDouble(lengths.group(1)) / perInch;
        double height = lengths.group(2) == null ? 0 : Double.parseDouble(lengths.group(2)) / perInch;
        if (width == 0 || lengths.group(2) != null && height == 0) {
            throw new IllegalArgumentException("a picture cannot be of size " + size + ": lengths must be above 0");
        }
        if (width > MOST_INCHES || height > MOST_INCHES) {
            throw new IllegalArgumentException("a picture cannot be of size " + size + ": at most "
                    + Math.round(MOST_INCHES) + " inches are possible");
        }
        return new Size(width * POINTS_PER_INCH, height * POINTS_PER_INCH, 0, pixels ? SCREEN : PRINT);
    }

    /**
     * This size with another size of type.
     *
     * @param name one of {@link #TYPES}; null for the usual size
     * @throws IllegalArgumentException if it is none; one sentence
     */
    public Size withType(String name) {
        if (name == null) {
            return new Size(width, height, 0, dotsPerInch);
        }
        String text = name.strip().toLowerCase(Locale.ROOT).replaceFirst("\\s*pt$", "");
        double points;
        try {
            points = PRESETS.containsKey(text) ? PRESETS.get(text) : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + name + "' is not a size of type: use " + TYPES, e);
        }
        if (!(points >= SMALLEST_TYPE && points <= LARGEST_TYPE)) {
            throw new IllegalArgumentException("type must have from " + Math.round(SMALLEST_TYPE) + " to "
                    + Math.round(LARGEST_TYPE) + " points, not " + name);
        }
        return new Size(width, height, points, dotsPerInch);
    }

    /** Points per unit of length: of a picture of a given width, so many that the type has its usual size in units. */
    double pointsPerUnit() {
        return width == 0 ? Sheet.POINTS_PER_UNIT : typeOr(USUAL_TYPE) / Type.USUAL;
    }

    private double typeOr(double usual) {
        return type == 0 ? usual : type;
    }

    /** The type of a figure with so many columns. */
    Type typeFor(int columns) {
        if (width > 0) {
            return new Type(Type.USUAL);
        }
        return type > 0 ? new Type((float) (type / Sheet.POINTS_PER_UNIT)) : Type.forColumns(columns);
    }

    /** Pixels per unit of length of a PNG file. */
    double pixelsPerUnit() {
        return pointsPerUnit() * dotsPerInch / POINTS_PER_INCH;
    }

    /** For messages. */
    @Override
    public String toString() {
        return millimetres(width) + (height > 0 ? " x " + millimetres(height) : "") + " mm";
    }

    private static long millimetres(double points) {
        return Math.round(points / POINTS_PER_INCH * MM_PER_INCH);
    }
}
