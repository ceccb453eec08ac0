/** What programs outside the framework ask of RAI, in types of Java alone. */
package rai.embedded;
