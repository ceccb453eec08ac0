/** Between values and documents of maps, lists, texts, numbers and booleans. For this bundle only. */
package rai.api.document;
