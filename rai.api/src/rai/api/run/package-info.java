/** Runs: requests, events and results, and the services that train and read runs. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.7.0")
package rai.api.run;
