/** Study files: YAML or JSON becomes a value, in which whatever is wrong is reported with file and line. Knows no services. */
package rai.studies.document;
