/**
 * Stubs of services and runs for unit tests: a test implements one and overrides what it needs. What it does not need is empty, or
 * an {@link AssertionError} when it is called.
 */
package rai.testkit.stub;
