/**
 * The contract of each kind of service, as lists of checks without a test framework: the contracts of {@code rai.testkit}
 * turn them into tests, and {@code ./rai check} runs them on the services of the catalog.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package rai.check;
