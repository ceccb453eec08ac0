/** What the core offers as services: runs made of requests, models and results read from their directories. */
package rai.core.trainer;
