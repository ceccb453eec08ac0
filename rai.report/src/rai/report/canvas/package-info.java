/** A canvas of a few primitives, and what it is drawn with: as SVG for pages, as SVG for files, as PNG. */
package rai.report.canvas;
