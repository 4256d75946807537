/**
 * The topics of this dispatcher: made when missing, watched for drift, offered as a snapshot. Other
 * features may use {@link io.heliograph.dispatcher.topic.TopicCatalogue} and the beans that {@link
 * io.heliograph.dispatcher.topic.TopicBeans} makes.
 */
@NullMarked
package io.heliograph.dispatcher.topic;

import org.jspecify.annotations.NullMarked;
