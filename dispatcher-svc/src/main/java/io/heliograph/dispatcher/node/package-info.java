/**
 * One replica of the dispatcher: wires the coordinator to Kafka, starts it when the topics are
 * present, and drains it at the end. Nothing is called from outside but its beans.
 */
@NullMarked
package io.heliograph.dispatcher.node;

import org.jspecify.annotations.NullMarked;
