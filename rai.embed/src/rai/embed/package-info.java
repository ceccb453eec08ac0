/** RAI inside a Java program, in plain Java: {@link rai.embed.Rai} starts it. */
package rai.embed;
