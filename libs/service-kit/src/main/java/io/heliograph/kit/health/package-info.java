/** What a service knows of the servers that it depends on. */
@NullMarked
package io.heliograph.kit.health;

import org.jspecify.annotations.NullMarked;
