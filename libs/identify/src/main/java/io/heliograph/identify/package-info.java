/**
 * What a content is: its hashes, fuzzy hashes and file format. Plain Java; the dispatcher and the
 * command line call {@link io.heliograph.identify.Identifier} and {@link
 * io.heliograph.identify.ContentHasher}.
 */
@NullMarked
package io.heliograph.identify;

import org.jspecify.annotations.NullMarked;
