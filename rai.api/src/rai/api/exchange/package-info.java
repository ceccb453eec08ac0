/** Files of other tools: formats of models and of histories, which are services. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package rai.api.exchange;
