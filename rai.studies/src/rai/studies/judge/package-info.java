/** What the outcomes of a study say: tables, statistics, charts and sentences. Only values in, values out. */
package rai.studies.judge;
