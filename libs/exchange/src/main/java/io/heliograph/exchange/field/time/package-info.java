/**
 * Times as feeds write them, read by the rules of Python's {@code dateutil} without its guessing:
 * one full date, no words that mean nothing, no zone whose offset is not known.
 */
@NullMarked
package io.heliograph.exchange.field.time;

import org.jspecify.annotations.NullMarked;
