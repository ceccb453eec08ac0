/** Reports: what a study or a comparison found, as typed tables, charts and sentences, before anybody draws or writes it. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.3.0")
package rai.api.report;
