/** Runs: what to train, what happens meanwhile, what comes out. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.2.0")
package rai.api.run;
