package rai.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Draws the flags of a chart. */
final class FlagDrawing {

    /** If there are more of a kind and colour, they are counted and have no text. */
    static final int MOST = 12;

    private static final float LINE = 0.9f;
    private static final float[] DASHES = {4, 3};
    private static final double STROKE = 7;
    private static final int OPACITY = 150;
    private static final double LONGEST_TEXT = 0.62;
    private static final double GAP = 2;
    private static final Color PAPER = new Color(255, 255, 255, 215);

    private record Group(String kind, int colour) {}

    private final Map<Group, List<Flag>> groups = new LinkedHashMap<>();
    private final Font font;

    FlagDrawing(List<Flag> flags, Font font) {
        this.font = font;
        for (Flag flag : flags) {
            groups.computeIfAbsent(new Group(flag.kind(), flag.colour()), group -> new ArrayList<>())
                    .add(flag);
        }
    }

    private boolean isCounted(Group group) {
        return groups.get(group).size() > MOST;
    }

    /** Says how many there are of a kind that is counted; not if they have no texts, because another panel says it then. */
    List<Legend.Entry> legend() {
        return groups.keySet().stream()
                .filter(group -> isCounted(group)
                        && groups.get(group).stream()
                                .anyMatch(flag -> !flag.text().isEmpty()))
                .map(group -> new Legend.Entry(
                        (pen, x, y, width) -> strokes(pen, colour(group), x, y, width),
                        groups.get(group).size() + " " + group.kind() + "s"))
                .toList();
    }

    private static Color colour(Group group) {
        Color opaque = Palette.colour(group.colour());
        return new Color(opaque.getRed(), opaque.getGreen(), opaque.getBlue(), OPACITY);
    }

    private static void strokes(Graphics2D pen, Color colour, double x, double y, double width) {
        pen.setColor(colour);
        pen.setStroke(new BasicStroke(LINE));
        for (double share : new double[] {0.2, 0.4, 0.5, 0.8}) {
            pen.draw(new Line2D.Double(x + share * width, y - STROKE / 2, x + share * width, y + STROKE / 2));
        }
    }

    /**
     * @param area  between the axes
     * @param place of a flag on paper; NaN if it is not on the axis
     */
    void paintLines(Graphics2D pen, Rectangle2D area, ToDoubleFunction<Flag> place) {
        groups.forEach((group, flags) -> {
            boolean counted = isCounted(group);
            pen.setColor(colour(group));
            pen.setStroke(
                    counted
                            ? new BasicStroke(LINE)
                            : new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0));
            for (Flag flag : flags) {
                double x = place.applyAsDouble(flag);
                if (!Double.isNaN(x)) {
                    pen.draw(new Line2D.Double(x, area.getY(), x, counted ? area.getY() + STROKE : area.getMaxY()));
                }
            }
        });
    }

    /**
     * Drawn over curves, so that the texts can be read; at the upper or the lower end of the line, whichever hides less.
     *
     * @param hidden how much of the curves a rectangle would hide
     */
    void paintTexts(
            Graphics2D pen, Rectangle2D area, ToDoubleFunction<Flag> place, ToDoubleFunction<Rectangle2D> hidden) {
        List<Flag> lettered = new ArrayList<>();
        groups.forEach((group, flags) -> flags.stream()
                .filter(flag -> !isCounted(group) && !flag.text().isEmpty() && !Double.isNaN(place.applyAsDouble(flag)))
                .forEach(lettered::add));
        lettered.sort(Comparator.comparingDouble(place));
        double needed = Text.lineHeight(font);
        for (int from = 0; from < lettered.size(); ) {
            double x = place.applyAsDouble(lettered.get(from));
            int to = from + 1;
            while (to < lettered.size() && place.applyAsDouble(lettered.get(to)) < x + needed) {
                to++;
            }
            letter(pen, area, x, lettered.get(from), to - from - 1, hidden);
            from = to;
        }
    }

    /** @param more how many others are so near that they have no text of their own */
    private void letter(
            Graphics2D pen, Rectangle2D area, double x, Flag flag, int more, ToDoubleFunction<Rectangle2D> hidden) {
        String ending = more == 0 ? "" : " +" + more;
        String text = flag.text() + ending;
        for (int end = flag.text().length() - 1;
                end > 0 && Text.width(text, font) > LONGEST_TEXT * area.getHeight();
                end--) {
            text = flag.text().substring(0, end) + "…" + ending;
        }
        double height = Text.lineHeight(font);
        double width = Text.width(text, font);
        boolean fits = x + GAP + height <= area.getMaxX();
        double left = fits ? x + GAP : x - GAP - height;
        Rectangle2D upper = new Rectangle2D.Double(left, area.getY() + STROKE + GAP, height, width);
        Rectangle2D lower = new Rectangle2D.Double(left, area.getMaxY() - STROKE - GAP - width, height, width);
        Rectangle2D box = hidden.applyAsDouble(upper) <= hidden.applyAsDouble(lower) ? upper : lower;
        if (hidden.applyAsDouble(box) == 0) { // else a part of a curve would be missing
            pen.setColor(PAPER);
            pen.fill(box);
        }
        new Text(List.of(text), font, Palette.colour(flag.colour())).drawUpwards(pen, left, box.getCenterY());
    }
}
