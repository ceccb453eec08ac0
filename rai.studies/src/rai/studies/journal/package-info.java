/** The directory of a study: what was asked for, what is planned, what has ended, and who is training what. */
package rai.studies.journal;
