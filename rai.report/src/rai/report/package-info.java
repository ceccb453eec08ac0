/** Reports as files: one page that needs nothing else, pictures, tables as CSV and Markdown, and everything as JSON. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package rai.report;
