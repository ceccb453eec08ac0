/** The page of a report: one HTML file that contains all it needs. */
package rai.report.page;
