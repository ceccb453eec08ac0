/** Results as text: tables, facts, numbers, times, JSON, and sentences about events and jobs. */
package rai.shell.text;
