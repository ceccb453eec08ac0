/** Pages in Markdown about studies: blocks made of stored results between prose that people write. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package rai.report.study;
