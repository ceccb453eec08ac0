/** The service {@code Studies}. */
package rai.studies.service;
