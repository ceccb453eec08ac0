/** Layers with parameters, running state or randomness of their own, and layers that mix units or examples. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.4.0")
package rai.api.layer;
