/**
 * Turns plain data into pictures that can go into a paper: {@link rai.plot.Landscape decision landscapes} and
 * {@link rai.plot.LineChart curves}, laid out as panels of one {@link rai.plot.Figure}.
 * <p>
 * A picture is a PNG, SVG or PDF file: Batik and PDFBox draw what JFreeChart paints as vectors.
 * <p>
 * Axes, grids, lines and markers are drawn by JFreeChart rather than XChart, because it lets a panel fix its plotting area to
 * the pixel, take its own ticks, and be painted under and over in data coordinates - which aligned panels with equal aspect
 * ratio, heat maps and boundary contours need.
 */
@Export
@Version("0.1.0")
package rai.plot;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
