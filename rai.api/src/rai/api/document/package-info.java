/** Converts between values and documents of maps, lists, texts, numbers and booleans. Not exported. */
package rai.api.document;
