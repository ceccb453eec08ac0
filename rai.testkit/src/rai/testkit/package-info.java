/** Contract tests: a test class that implements one of these interfaces checks its service against the api's rules. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package rai.testkit;
