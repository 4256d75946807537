/**
 * One replica of the dispatcher: wires the core to Kafka, starts it when the topics are there, and
 * drains it at the end. Nothing is called from outside but its beans.
 */
@NullMarked
package io.heliograph.dispatcher.replica;

import org.jspecify.annotations.NullMarked;
