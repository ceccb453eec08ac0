/** The catalog of services; the only place of the core that knows the framework's service registry. */
package rai.core.catalog;
