/** Events: models, codecs, keys, topics and publish stages. Plain Java, no framework. */
@NullMarked
package io.heliograph.event;

import org.jspecify.annotations.NullMarked;
