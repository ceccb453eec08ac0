/** Names of new services. */
package rai.publish.name;
