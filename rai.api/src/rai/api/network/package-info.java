/** Feed-forward networks as lists of layers over one flat vector of parameters. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.2.0")
package rai.api.network;
