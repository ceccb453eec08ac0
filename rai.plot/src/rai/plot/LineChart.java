package rai.plot;

import java.util.List;
import java.util.Objects;

/**
 * Curves over a common axis: losses over steps, activation functions and their derivatives, scaling curves. Series have distinct
 * colours (Okabe &amp; Ito, 2008: colour-blind safe); from the eighth on the dashes differ as well. The legend stands below the axes, so that it
 * never covers a curve.
 *
 * @param title    heading
 * @param captions further lines under the title
 * @param x        horizontal axis
 * @param y        vertical axis
 * @param series   curves; later ones are drawn over earlier ones
 * @param flags    what happened along the horizontal axis
 */
public record LineChart(String title, List<String> captions, Axis x, Axis y, List<Series> series, List<Flag> flags)
        implements Panel {

    public LineChart {
        title = Check.text(title);
        captions = Check.lines(captions);
        Objects.requireNonNull(x, "x");
        Objects.requireNonNull(y, "y");
        series = List.copyOf(series);
        flags = List.copyOf(flags);
    }

    /** A chart without flags. */
    public LineChart(String title, List<String> captions, Axis x, Axis y, List<Series> series) {
        this(title, captions, x, y, series, List.of());
    }

    /** A chart without captions. */
    public static LineChart of(String title, Axis x, Axis y, Series... series) {
        return new LineChart(title, List.of(), x, y, List.of(series));
    }

    /** This chart with other lines under the title. */
    public LineChart withCaptions(String... lines) {
        return new LineChart(title, List.of(lines), x, y, series, flags);
    }

    /** This chart with other flags. */
    public LineChart withFlags(List<Flag> others) {
        return new LineChart(title, captions, x, y, series, others);
    }
}
