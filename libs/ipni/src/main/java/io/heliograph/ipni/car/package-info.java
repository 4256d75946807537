/**
 * Many blocks in one body: CARv1, and packs, which are CARv1 in gzip (contract federation.md,
 * section 0.18).
 */
@NullMarked
package io.heliograph.ipni.car;

import org.jspecify.annotations.NullMarked;
