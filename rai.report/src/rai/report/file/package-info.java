/** What is written beside the page: CSV, JSON, Markdown; and how all files of a report appear at once. */
package rai.report.file;
