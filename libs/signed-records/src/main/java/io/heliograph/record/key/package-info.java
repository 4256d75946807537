/** Keys in files: Ed25519, encrypted as PKCS#8, readable by their owner alone. */
@NullMarked
package io.heliograph.record.key;

import org.jspecify.annotations.NullMarked;
