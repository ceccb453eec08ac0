/** An engine on the JDK's vector API. */
package rai.vector;
