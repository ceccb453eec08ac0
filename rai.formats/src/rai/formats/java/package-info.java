/** A network as the source of one Java class: {@code JavaClass} is the format, {@code Statements} are its operations. */
package rai.formats.java;
