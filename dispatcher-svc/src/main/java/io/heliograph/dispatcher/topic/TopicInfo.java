package io.heliograph.dispatcher.topic;

import org.apache.kafka.common.Uuid;

/**
 * What is known of a topic.
 *
 * @param name its name, prefix included
 * @param id its id: another id under the same name is another topic
 * @param partitions how many partitions it has
 */
public record TopicInfo(String name, Uuid id, int partitions) {}
