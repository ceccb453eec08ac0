/**
 * What every service of a kind must keep, as lists of checks without a test framework: the contracts of {@code rai.testkit}
 * turn them into tests, and {@code ./rai check} runs them against the services that are there.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package rai.check;
