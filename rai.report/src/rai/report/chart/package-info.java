/** Charts, drawn on a canvas. */
package rai.report.chart;
